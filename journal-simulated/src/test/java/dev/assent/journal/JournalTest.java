package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.journal.JournalException.JournalCorrupt;
import dev.assent.journal.JournalException.NotAllowed;
import dev.assent.journal.simulated.SimulatedDisk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JournalTest {
    private final Random random = new Random(1);
    private final SimulatedDisk disk = new SimulatedDisk(random);
    private final Life life = new Life(random);

    @Test
    void epochsAndSequencesGoOnForEver() {
        // given
        Journal first = life.open(disk);
        life.append(first, 3);
        life.close(first);

        // when
        Recovery recovery = life.recover(disk, Life.TINY);
        Journal second = life.start(recovery);

        // then
        assertThat(first.epoch()).isEqualTo(1);
        assertThat(recovery.epoch()).isEqualTo(1);
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(second.appended()).isEqualTo(recovery.sequence()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aBatchIsOneWrite() {
        // given
        Journal journal = Recovery.open(disk, new JournalOptions(1 << 20, 4), record -> {})
                .start(out -> {}, random);
        life.append(journal, 1);
        while (journal.maintain()) {
            assertThat(journal.spaceIsLow()).isFalse();
        }
        journal.force();
        long before = disk.operations();

        // when
        life.append(journal, 1000);
        journal.force();
        journal.force();

        // then
        assertThat(disk.operations() - before).isEqualTo(2);
    }

    @Test
    void recordsMayHaveEightMebibytes() {
        // given
        JournalOptions options = new JournalOptions(16 << 20, 4);
        byte[] large = new byte[8 << 20];
        random.nextBytes(large);
        Journal journal = Recovery.open(disk, options, record -> {}).start(out -> {}, random);

        // when
        journal.append(List.of(new byte[7], large, large, new byte[0]));
        journal.force();
        assertThatThrownBy(() -> journal.append(List.of(new byte[1], new byte[(8 << 20) + 1])))
                .isInstanceOf(NotAllowed.class)
                .hasMessage("ASN-4612: Expected a record of at most 8388608 bytes, but it has 8388609 bytes.");

        // then
        List<ByteBuffer> found = new ArrayList<>();
        Recovery.open(disk.afterPowerLoss(), options, record -> found.add(copy(record)));
        assertThat(found)
                .containsExactly(
                        ByteBuffer.allocate(7), ByteBuffer.wrap(large), ByteBuffer.wrap(large), ByteBuffer.allocate(0));
    }

    @Test
    void aSnapshotReplacesWhatItStandsFor() {
        // given
        Journal journal = life.open(disk);
        life.append(journal, 30);

        // when
        Compaction compaction = journal.compaction().orElseThrow();
        assertThat(journal.compaction()).as("one at a time").isEmpty();
        life.append(journal, 10);
        compaction.run(Life.builder());
        life.append(journal, 10);
        journal.install(compaction);

        // then
        life.force(journal);
        assertThat(disk.list()).noneMatch(name -> name.endsWith("-00000000.segment") || name.endsWith(".draft"));
        assertThat(disk.list()).filteredOn(name -> name.endsWith(".snapshot")).hasSize(1);
        life.recover(disk.afterPowerLoss(), Life.TINY);
        assertThat(life.taken()).hasSize(50);
    }

    @Test
    void aCompactionOfADamagedSegmentSaysSo() {
        // given
        Journal journal = life.open(disk);
        life.append(journal, 30);
        disk.flip("000000000001-00000001.segment", 512 + 60);

        // when
        Compaction compaction = journal.compaction().orElseThrow();

        // then
        assertThatThrownBy(() -> compaction.run(Life.builder()))
                .isInstanceOf(JournalCorrupt.class)
                .hasMessageStartingWith("ASN-4601: Expected record")
                .hasMessageContaining("000000000001-00000001.segment at offset 512,");
    }

    @Test
    void aClosedJournalTakesNothing() {
        // given
        Journal journal = life.open(disk);

        // when
        life.close(journal);

        // then
        journal.close();
        assertThatThrownBy(journal::force)
                .hasMessageContaining("ASN-4614: Expected an open journal, but it is closed.");
    }

    private static ByteBuffer copy(ByteBuffer record) {
        return ByteBuffer.allocate(record.remaining()).put(record).flip();
    }
}
