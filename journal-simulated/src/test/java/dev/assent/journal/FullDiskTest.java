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
    private static final int BALLAST = 2 * 2048;
    private static final int ONE_SEGMENT = 2400 + BALLAST;

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
        disk.capacity(30_000);
        assertThat(journal.maintain()).isFalse();

        // then
        assertThat(journal.spaceIsLow()).isFalse();
        append(journal, 20);
    }

    @Test
    void oneFullSegmentIsEnoughForACompactionThen() {
        // given
        disk.capacity(4900 + BALLAST);
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
        while (journal.maintain()) {
            assertThat(disk.list()).hasSizeLessThan(6);
        }

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
        List<String> before =
                disk.list().stream().filter(name -> !name.equals("ballast")).toList();
        for (int capacity : new int[] {1, 2000}) {
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
        disk.capacity(7 << 20);
        Journal journal = Recovery.open(disk, new JournalOptions(4 << 20, 4), record -> {})
                .start(out -> {}, random);
        journal.append(List.of(new byte[2 << 20]));
        assertThat(journal.spaceIsLow()).isTrue();

        // when
        disk.capacity(13 << 20);
        int pieces = 1;
        while (journal.maintain()) {
            pieces++;
        }

        // then
        assertThat(journal.spaceIsLow()).isFalse();
        assertThat(pieces).isEqualTo(6);
    }

    @Test
    void aKilledCoordinatorStartsAgainOnAFullDisk() {
        // given
        JournalOptions options = new JournalOptions(4 << 20, 4);
        disk.capacity(30 << 20);
        Journal journal = life.start(life.recover(disk, options));
        life.append(journal, 3000);
        life.force(journal);
        while (journal.maintain()) {
            assertThat(journal.spaceIsLow()).isFalse();
        }
        long used = used(disk);
        disk.capacity(used);

        // when
        life.append(journal, 3);
        life.force(journal);
        SimulatedDisk next = disk.afterKill();
        Journal again = life.start(life.recover(next, options));

        // then
        assertThat(life.taken()).hasSize(3003);
        life.append(again, 100);
        life.force(again);
        SimulatedDisk last = next.afterPowerLoss();
        life.recover(last, options);
        assertThat(life.taken()).hasSize(3103);
    }

    @Test
    void onADiskThatStaysFullSegmentsAreSmallAndTheLogGoesOn() {
        // given
        JournalOptions options = new JournalOptions(4 << 20, 4);
        Journal journal = Recovery.open(disk, options, record -> {}).start(out -> {}, random);
        disk.capacity(used(disk) + (1 << 20) + 4096); // a small segment fits, a whole one does not

        // when
        for (int record = 0; record < 4300; record++) { // more than the first segment holds
            journal.append(List.of(new byte[1000]));
        }
        journal.force();

        // then
        assertThat(journal.spaceIsLow()).isTrue();
        assertThat(disk.open("000000000001-00000001.segment").size()).isLessThan(2 << 20);
        assertThat(Recovery.open(disk.afterPowerLoss(), options, record -> {}).records())
                .isEqualTo(4300);
    }

    private static long used(SimulatedDisk disk) {
        return disk.list().stream().mapToLong(name -> disk.open(name).size()).sum();
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
