package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assent.journal.JournalException.JournalCorrupt;
import dev.assent.journal.simulated.SimulatedDisk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A record of 100 bytes takes 144. */
final class DamageTest {
    private static final String SNAPSHOT = "000000000001-00000000.snapshot";
    private static final String SEGMENT = "000000000001-00000000.segment";
    private static final String SECOND_SEGMENT = "000000000001-00000001.segment";

    private final Random random = new Random(1);
    private SimulatedDisk disk = new SimulatedDisk(random);
    private final Life life = new Life(random);

    @Test
    void aRecordThatALaterOneKnewDurableIsMissedByPlace() {
        // given
        Journal journal = life.open(disk);
        append(journal, 3);
        journal.force();
        append(journal, 1);

        // when
        disk.flip(SEGMENT, 144 + 70);

        // then
        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalCorrupt.class)
                .hasMessage("ASN-4601: Expected record 2 in " + SEGMENT + " at offset 144, but there is none,"
                        + " though a later one proves that all up to record 3 were durable."
                        + " Restore the file, or decide what to give up.");
    }

    @Test
    void theProofMayStandInALaterSegment() {
        // given
        Journal journal = life.open(disk);
        append(journal, 9); // seven fit

        // when
        disk.flip(SEGMENT, 6 * 144 + 70);

        // then
        assertThatThrownBy(this::recover)
                .hasMessageContaining("record 7 in " + SEGMENT + " at offset 864")
                .hasMessageContaining("record 7 were");
    }

    @Test
    void aRecordWipedAtTheEndOfASegmentIsMissedThere() {
        // given
        Journal journal = life.open(disk);
        append(journal, 9);

        // when
        overwrite(SEGMENT, 6 * 144, new byte[144]);

        // then
        assertThatThrownBy(this::recover).hasMessageContaining("record 7 in " + SEGMENT + " at offset 864");
    }

    @Test
    void aTornTailIsDropped() {
        // given
        Journal journal = life.open(disk);
        append(journal, 3);
        journal.force();
        append(journal, 3);

        // when
        disk.flip(SEGMENT, 512 + 144 + 70);

        // then
        Recovery recovery = recover();
        assertThat(recovery.records()).isEqualTo(4);
        assertThat(recovery.tornTail()).contains(SEGMENT + " at offset 656");
    }

    @Test
    void aLogThatWasClosedTellsOfAnyDamage() {
        // given
        Journal journal = life.open(disk);
        for (int batch = 0; batch < 6; batch++) {
            life.append(journal, 2);
            life.force(journal);
        }
        life.close(journal);
        List<String> all = List.copyOf(life.taken());
        int refused = 0;

        // when
        for (String file : disk.list()) {
            for (int at = 0; at < sizeOf(file); at++) {
                disk.flip(file, at);
                Throwable error = catchThrowable(() -> life.recover(disk, Life.TINY));
                disk.flip(file, at);

                // then
                if (error != null) {
                    assertThat(error).as(file + " " + at).isInstanceOf(JournalCorrupt.class);
                    refused++;
                }
                assertThat(life.taken()).as(file + " " + at).isEqualTo(all);
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void lostFilesAreMissed() {
        // given
        append(life.open(disk), 9);
        disk.delete(SEGMENT);

        // then
        assertThatThrownBy(this::recover)
                .hasMessageStartingWith("ASN-4603: Expected " + SEGMENT + " to be in the data directory");

        // when
        disk.delete(SNAPSHOT);

        // then
        assertThatThrownBy(this::recover).hasMessageStartingWith("ASN-4603: Expected " + SNAPSHOT);
    }

    @Test
    void filesOfOlderEpochsAndStrangersMayReappear() {
        // given
        Journal first = life.open(disk);
        life.append(first, 2);
        life.close(first);
        byte[] oldSnapshot = content(SNAPSHOT);
        byte[] oldSegment = content(SEGMENT);
        disk = disk.afterKill();
        Journal second = life.open(disk);
        life.append(second, 2);
        life.force(second);

        // when
        write(SNAPSHOT, oldSnapshot);
        write(SECOND_SEGMENT, oldSegment);
        write("000000000002-00000003.draft", oldSnapshot);
        write("readme.txt", new byte[3]);

        // then
        Journal third = life.start(life.recover(disk, Life.TINY));
        assertThat(life.taken()).hasSize(4);
        assertThat(third.epoch()).isEqualTo(3);
        assertThat(disk.list())
                .containsExactlyInAnyOrder(
                        "000000000003-00000000.snapshot", "000000000003-00000000.segment", "readme.txt");
    }

    @Test
    void framesOfAnOlderEpochBehindTheTailAreNothing() {
        // given
        Journal first = life.open(disk);
        append(first, 2);
        first.force();
        append(first, 1);
        byte[] old = content(SEGMENT);
        disk = disk.afterKill();
        recover().start(out -> {});

        // when
        overwrite("000000000002-00000000.segment", 0, old);

        // then
        assertThat(recover().records()).isZero();
    }

    private Recovery recover() {
        return Recovery.open(disk, Life.TINY, record -> {});
    }

    private static void append(Journal journal, int records) {
        for (int i = 0; i < records; i++) {
            journal.append(List.of(new byte[100]));
        }
    }

    private int sizeOf(String file) {
        return (int) disk.open(file).size();
    }

    private byte[] content(String file) {
        byte[] bytes = new byte[sizeOf(file)];
        disk.open(file).read(0, ByteBuffer.wrap(bytes));
        return bytes;
    }

    private void write(String file, byte[] bytes) {
        disk.create(file).write(0, ByteBuffer.wrap(bytes));
    }

    private void overwrite(String file, int position, byte[] bytes) {
        disk.open(file).write(position, ByteBuffer.wrap(bytes));
    }
}
