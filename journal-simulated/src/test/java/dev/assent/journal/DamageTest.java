package dev.assent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assent.journal.JournalException.JournalCorrupt;
import dev.assent.journal.JournalException.JournalFailed;
import dev.assent.journal.simulated.SimulatedDisk;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A record of 100 bytes takes 144. */
final class DamageTest {
    private static final int RECORDS = Segment.FIRST_RECORD;
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
        disk.flip(SEGMENT, RECORDS + 144 + 70);

        // then
        assertThatThrownBy(this::recover)
                .isInstanceOf(JournalCorrupt.class)
                .hasMessage("ASN-4601: Expected record 2 in " + SEGMENT + " at offset 656, but there is none,"
                        + " though a later one proves that all up to record 3 were durable."
                        + " Restore the file, or decide what to give up.");
    }

    @Test
    void theProofMayStandInALaterSegment() {
        // given
        Journal journal = life.open(disk);
        append(journal, 9); // seven fit

        // when
        disk.flip(SEGMENT, RECORDS + 6 * 144 + 70);

        // then
        assertThatThrownBy(this::recover)
                .hasMessageContaining("record 7 in " + SEGMENT + " at offset 1376")
                .hasMessageContaining("record 8 were");
    }

    @Test
    void aRecordWipedAtTheEndOfASegmentIsMissedThere() {
        // given
        Journal journal = life.open(disk);
        append(journal, 9);

        // when
        overwrite(SEGMENT, RECORDS + 6 * 144, new byte[144]);

        // then
        assertThatThrownBy(this::recover).hasMessageContaining("record 7 in " + SEGMENT + " at offset 1376");
    }

    @Test
    void aTornTailIsDropped() {
        // given
        Journal journal = life.open(disk);
        append(journal, 3);
        journal.force();
        append(journal, 3);

        // when
        disk.flip(SEGMENT, RECORDS + 512 + 144 + 70);

        // then
        Recovery recovery = recover();
        assertThat(recovery.records()).isEqualTo(4);
        assertThat(recovery.tornTail()).contains(SEGMENT + " at offset 1168");
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
                        "000000000003-00000000.snapshot", "000000000003-00000000.segment", "ballast", "readme.txt");
    }

    @Test
    void aSegmentThatIsShorterThanItWasMadeIsNoTornTail() {
        // given
        append(life.open(disk), 3);
        for (int size : new int[] {2047, 600, 0}) {
            // when
            disk.cut(SEGMENT, size);

            // then
            assertThatThrownBy(this::recover)
                    .isInstanceOf(JournalCorrupt.class)
                    .hasMessageStartingWith("ASN-4604: Expected " + SEGMENT)
                    .hasMessageContaining("but it has " + size + " bytes");
        }
    }

    @Test
    void aSegmentWithoutItsHeadIsNoTornTail() {
        // given
        append(life.open(disk), 3);

        // when
        overwrite(SEGMENT, 0, new byte[2048]);

        // then
        assertThatThrownBy(this::recover).hasMessageStartingWith("ASN-4605: Expected " + SEGMENT);
    }

    @Test
    void theSegmentThatAFullOneNamesIsMissed() {
        // given
        Journal journal = life.open(disk);
        append(journal, 8);
        journal.force();
        assertThat(disk.list()).contains(SECOND_SEGMENT);

        // when
        disk.cut(SECOND_SEGMENT, 1024);

        // then
        assertThatThrownBy(this::recover).hasMessageStartingWith("ASN-4604: Expected " + SECOND_SEGMENT);

        // when
        disk.delete(SECOND_SEGMENT);

        // then
        assertThatThrownBy(this::recover).hasMessageStartingWith("ASN-4603: Expected " + SECOND_SEGMENT);
    }

    @Test
    void aSegmentThatLostItsSealIsKnownByTheOnesBehindIt() {
        // given
        Journal journal = life.open(disk);
        append(journal, 7);
        journal.force();
        byte[] spare = content(SECOND_SEGMENT);

        // when
        write("000000000001-00000002.segment", spare);

        // then
        assertThatThrownBy(this::recover).hasMessageStartingWith("ASN-4606: Expected " + SEGMENT + " to end");
    }

    @Test
    void theBatchThatWasForcedLastHasAWitnessAfterATick() {
        // given
        Journal journal = life.open(disk);
        append(journal, 3);
        journal.force();
        byte[] batch = content(SEGMENT);
        journal.tick();
        byte[] withWitness = content(SEGMENT);
        long operations = disk.operations();
        journal.tick();
        assertThat(disk.operations()).as("one is enough").isEqualTo(operations);

        // when
        overwrite(SEGMENT, RECORDS, new byte[3 * 144]);

        // then
        assertThatThrownBy(this::recover)
                .hasMessageStartingWith("ASN-4601: Expected record 1 in " + SEGMENT + " at offset 512");

        // when
        overwrite(SEGMENT, 0, withWitness);
        overwrite(SEGMENT, RECORDS + 144, new byte[2048 - RECORDS - 144]);

        // then
        assertThat(recover().records())
                .as("without the witness nothing can be said")
                .isEqualTo(1);

        // when
        overwrite(SEGMENT, 0, batch);

        // then
        assertThat(recover().records()).as("the witness was not forced").isEqualTo(3);
    }

    @Test
    void aWitnessIsNoRecordAndTheLogGoesOnBehindIt() {
        // given
        Journal journal = life.open(disk);
        for (int batch = 0; batch < 12; batch++) {
            life.append(journal, 1);
            life.force(journal);
            journal.tick();
        }

        // then
        life.recover(disk.afterPowerLoss(), Life.TINY);
        assertThat(life.taken()).hasSize(12);
    }

    @Test
    void filesThatLookLikeOursAndCannotBeAreRefused() {
        // given
        append(life.open(disk), 1);
        for (String name : new String[] {"0-0.segment", "00000000000g-00000000.snapshot", "copy of.draft"}) {
            // when
            write(name, new byte[3]);

            // then
            assertThatThrownBy(this::recover).hasMessageContainingAll("ASN-4607", "but found " + name);
            disk.delete(name);
        }
    }

    @Test
    void aSegmentAloneIsNoNewDirectory() {
        // given
        Journal journal = life.open(disk);
        append(journal, 8);
        for (String name : List.copyOf(disk.list())) {
            if (!name.equals(SECOND_SEGMENT)) {
                disk.delete(name);
            }
        }

        // then
        assertThatThrownBy(this::recover).hasMessageStartingWith("ASN-4603: Expected " + SNAPSHOT);
    }

    @Test
    void theRoomThatWasKeptForAJournalIsNoNewDirectory() {
        // given
        life.open(disk);
        for (String name : List.copyOf(disk.list())) {
            if (!name.equals("ballast")) {
                disk.delete(name);
            }
        }

        // then
        assertThatThrownBy(this::recover).hasMessageContainingAll("ASN-4603", "ballast is there");
    }

    @Test
    void filesOfTwoDirectoriesAreNotMixed() {
        // given
        Journal ours = life.open(disk);
        append(ours, 1);
        SimulatedDisk other = new SimulatedDisk(new Random(2));
        new Life(random).open(other).close();
        new Life(random).open(other.afterKill());
        SimulatedDisk others = other.afterKill();
        for (String name :
                others.list().stream().filter(name -> !name.equals("ballast")).toList()) {
            byte[] bytes = new byte[(int) others.open(name).size()];
            others.open(name).read(0, ByteBuffer.wrap(bytes));

            // when
            write(name, bytes);
        }

        // then
        assertThatThrownBy(this::recover).hasMessageContainingAll("ASN-4608", SNAPSHOT);
    }

    @Test
    void aSegmentOfAnotherLifeOfTheSameDirectoryIsRefused() {
        // given
        append(life.open(disk), 1);
        String segment = "000000000002-00000000.segment";
        byte[] snapshot = content(SNAPSHOT);
        byte[] records = content(SEGMENT);
        recover().start(out -> {}, new Random(7));
        byte[] ofTheOtherLife = content(segment);
        disk = new SimulatedDisk(random);
        write(SNAPSHOT, snapshot);
        write(SEGMENT, records);
        recover().start(out -> {}, new Random(8));

        // when
        overwrite(segment, 0, ofTheOtherLife);

        // then
        assertThatThrownBy(this::recover).hasMessageContainingAll("ASN-4608", segment);
    }

    @Test
    void anotherFormatIsCalledSo() {
        // given
        append(life.open(disk), 1);

        // when
        overwrite(SNAPSHOT, 2, new byte[] {9});

        // then
        assertThatThrownBy(this::recover).hasMessageContainingAll("ASN-4609", SNAPSHOT, "format is number 9");
    }

    @Test
    void theOwnerOfTheDirectoryIsLookedFor() {
        // given
        Journal journal = life.open(disk);
        journal.tick();

        // when
        write("000000000002-00000000.draft", new byte[3]);

        // then
        assertThatThrownBy(journal::tick)
                .isInstanceOf(JournalFailed.class)
                .hasMessageContainingAll("ASN-3603", "000000000002-00000000.draft");
        assertThatThrownBy(() -> append(journal, 1)).hasMessageStartingWith("ASN-3602");
    }

    @Test
    void noSegmentIsBegunInADirectoryOfAnother() {
        // given
        Journal journal = life.open(disk);
        append(journal, 7);

        // when
        disk.takeOver();

        // then
        assertThatThrownBy(() -> append(journal, 1))
                .isInstanceOf(JournalFailed.class)
                .hasMessageContaining("ASN-3603");
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
        recover().start(out -> {}, random);

        // when
        overwrite("000000000002-00000000.segment", RECORDS, Arrays.copyOfRange(old, RECORDS, old.length));

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
        return contentOf(disk, file);
    }

    private static byte[] contentOf(SimulatedDisk disk, String file) {
        byte[] bytes = new byte[(int) disk.open(file).size()];
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
