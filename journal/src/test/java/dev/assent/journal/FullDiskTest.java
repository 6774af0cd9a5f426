package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.journal.JournalException.DiskFull;
import dev.assent.journal.JournalException.JournalFailed;
import dev.assent.journal.simulated.SimulatedDisk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Segments of 2 KiB; the first snapshot takes less than 200 bytes. */
final class FullDiskTest {
    private static final int ONE_SEGMENT = 2400;

    private final Random random = new Random(1);
    private final SimulatedDisk disk = new SimulatedDisk(random);
    private final Life life = new Life(random);

    @Test
    void itIsKnownLongBeforeTheSegmentIsFull() {
        // given
        disk.capacity(ONE_SEGMENT);
        Journal journal = life.open(disk);
        journal.maintain();
        assertThat(journal.spaceIsLow()).isFalse();

        // when
        append(journal, 1);
        journal.force();
        journal.maintain();

        // then
        assertThat(journal.spaceIsLow()).isTrue();
    }

    @Test
    void withoutMaintenanceItIsKnownToo() {
        // given
        disk.capacity(ONE_SEGMENT);
        Journal journal = life.open(disk);

        // when
        append(journal, 1);

        // then
        assertThat(journal.spaceIsLow()).isTrue();
        append(journal, 6); // what is left of the segment is for decisions
        journal.force();
        assertThatThrownBy(() -> append(journal, 1))
                .isInstanceOf(JournalFailed.class)
                .hasMessageStartingWith("ASN-3601: ")
                .hasCauseInstanceOf(DiskFull.class);
        assertThat(Recovery.open(disk.afterPowerLoss(), Life.TINY, record -> {}).records())
                .isEqualTo(7);
    }

    @Test
    void spaceThatComesBackIsFoundByMaintenance() {
        // given
        disk.capacity(ONE_SEGMENT);
        Journal journal = life.open(disk);
        append(journal, 2);
        assertThat(journal.spaceIsLow()).isTrue();

        // when
        assertThat(journal.maintain()).isFalse();
        assertThat(journal.spaceIsLow()).isTrue();
        disk.capacity(10_000);
        assertThat(journal.maintain()).isFalse();

        // then
        assertThat(journal.spaceIsLow()).isFalse();
        append(journal, 20);
    }

    @Test
    void oneFullSegmentIsEnoughForACompactionThen() {
        // given
        disk.capacity(4900);
        Journal journal = life.open(disk);
        append(journal, 7);
        assertThat(journal.spaceIsLow()).isFalse();
        assertThat(journal.compaction()).isEmpty();
        append(journal, 1);
        assertThat(journal.spaceIsLow()).isTrue();

        // when
        Compaction compaction = journal.compaction().orElseThrow();
        compaction.run(new Forgetful());
        journal.install(compaction);
        journal.maintain();

        // then
        assertThat(journal.spaceIsLow()).isFalse();
    }

    @Test
    void aCompactionWithoutRoomIsForgotten() {
        // given
        Journal journal = life.open(disk);
        life.append(journal, 20);
        Compaction compaction = journal.compaction().orElseThrow();
        disk.capacity(1);

        // when
        assertThatThrownBy(() -> compaction.run(Life.builder())).isInstanceOf(DiskFull.class);
        journal.abandon(compaction);

        // then
        assertThat(journal.compaction()).isEmpty();
        assertThat(disk.list()).noneMatch(name -> name.endsWith(".draft"));
        life.force(journal);
        life.recover(disk.afterPowerLoss(), Life.TINY);
    }

    @Test
    void aStartWithoutRoomLeavesAllAsItWas() {
        // given
        Journal journal = life.open(disk);
        life.append(journal, 5);
        life.close(journal);
        List<String> before = disk.list();
        for (int capacity : new int[] {1, 6000}) {
            disk.capacity(capacity);
            Recovery recovery = life.recover(disk, Life.TINY);

            // then
            assertThatThrownBy(() -> life.start(recovery)).isInstanceOf(DiskFull.class);
            assertThat(disk.list()).isEqualTo(before);
        }
    }

    @Test
    void aLargeSegmentIsMadeInPieces() {
        // given
        disk.capacity(5 << 20);
        Journal journal = Recovery.open(disk, new JournalOptions(4 << 20, 4), record -> {})
                .start(out -> {}, random);
        journal.append(List.of(new byte[2 << 20]));
        assertThat(journal.spaceIsLow()).isTrue();

        // when
        disk.capacity(9 << 20);
        int pieces = 1;
        while (journal.maintain()) {
            pieces++;
        }

        // then
        assertThat(journal.spaceIsLow()).isFalse();
        assertThat(pieces).isEqualTo(4);
    }

    private static void append(Journal journal, int records) {
        for (int i = 0; i < records; i++) {
            journal.append(List.of(new byte[100]));
        }
    }

    private static final class Forgetful implements SnapshotBuilder {
        @Override
        public void replay(ByteBuffer record) {
            // all transactions have finished
        }

        @Override
        public void writeTo(RecordConsumer out) {
            // nothing is left
        }
    }
}
