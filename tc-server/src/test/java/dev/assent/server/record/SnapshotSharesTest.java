package dev.assent.server.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.Coordinator;
import dev.assent.core.Event;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.OfTransaction;
import dev.assent.core.SnapshotEvent.ReasonRemembered;
import dev.assent.journal.Compaction;
import dev.assent.journal.FileDisk;
import dev.assent.journal.Journal;
import dev.assent.journal.JournalOptions;
import dev.assent.journal.Recovery;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Old records are made fewer share by share, and amount to the same. */
final class SnapshotSharesTest {
    private static final JournalOptions SMALL = new JournalOptions(16 << 10, 1);
    private static final Duration MEMORY = RecordedCoordinator.POLICY.memory();
    private static final int OPEN = 600;

    @TempDir
    private Path temporary;

    static List<Path> directories() {
        return GoldenFiles.all(".journal");
    }

    @ParameterizedTest
    @MethodSource("directories")
    void theSharesTogetherReplayToTheSameState(Path file) throws IOException {
        List<ByteBuffer> records = recordsOf(file);
        for (int shares : new int[] {1, 2, 7}) {
            Coordinator copy = new Coordinator(RecordedCoordinator.POLICY);
            StateText state = new StateText(copy);
            records.forEach(record -> new RecordCodec().decode(record.duplicate(), (at, event) -> state.seen(event)));
            Endings endings = new Endings(MEMORY.dividedBy(6));
            CoordinatorRecords into = new CoordinatorRecords(copy);

            // when
            for (int number = 0; number < shares; number++) {
                StateShare share = new StateShare(empty(), number, shares, Long.MAX_VALUE, endings, bytes -> {});
                records.forEach(record -> share.replay(record.duplicate()));
                share.writeTo(into::replay);
            }

            // then
            assertThat(state.text())
                    .as("%s in %d shares", file, shares)
                    .isEqualTo(GoldenFiles.read(GoldenFiles.sibling(file, ".state")));
        }
    }

    @Test
    void theNumberIsReadWithoutTheRecord() {
        RecordCodec codec = new RecordCodec();
        for (Event event : RecordSamples.all().values()) {
            ByteBuffer record = ByteBuffer.wrap(codec.encode(RecordSamples.AT, event));
            boolean ofOne = event instanceof OfTransaction || event instanceof ReasonRemembered;
            assertThat(TransactionNumber.of(record).isPresent())
                    .as(event.toString())
                    .isEqualTo(ofOne);
            if (event instanceof OfTransaction about) {
                assertThat(TransactionNumber.of(record).getAsLong())
                        .as(event.toString())
                        .isEqualTo(about.xid().number().orElseThrow());
            }
            assertThat(record.position()).isZero();
        }
    }

    @Test
    void whenAShareOutgrowsItsMemoryMoreAreMade() {
        // given
        SnapshotShares shares = new SnapshotShares(SnapshotSharesTest::empty, MEMORY, 50_000);
        try (FileDisk disk = FileDisk.open(temporary);
                Journal journal = Recovery.open(disk, SMALL, record -> {}).start(out -> {}, new Random(1))) {
            for (int number = 1; number <= OPEN; number++) {
                journal.append(List.of(firstBranch(number)));
            }
            Compaction compaction = journal.compaction().orElseThrow();

            // when
            shares.run(compaction);
            journal.install(compaction);
        }

        // then
        assertThat(shares.count()).isGreaterThan(OPEN * 500 / 50_000);
        Coordinator found = empty();
        try (FileDisk disk = FileDisk.open(temporary)) {
            Recovery.open(disk, SMALL, new CoordinatorRecords(found)::replay);
        }
        assertThat(found.openTransactions()).isEqualTo(OPEN);
        assertThat(found.lockedRows()).isEqualTo(OPEN);
    }

    @Test
    void whatTheSharesRememberIsOldestFirstAndNeverYounger() {
        // given
        Endings endings = new Endings(Duration.ofMinutes(10));
        int[] minutes = {0, 12, 3, 25, 24, 1};
        for (int minute : minutes) {
            endings.add(at(minute), new ReasonRemembered(new Xid("127.0.0.1:8091:" + minute), "" + minute));
        }
        List<String> written = new ArrayList<>();

        // when
        endings.writeTo(record -> new RecordCodec()
                .decode(
                        record,
                        (at, event) -> written.add(
                                Duration.between(at(0), at).toMinutes() + " " + ((ReasonRemembered) event).reason())));

        // then
        assertThat(written).containsExactly("1 0", "1 1", "12 3", "12 12", "25 24", "25 25");
    }

    private static Instant at(int minute) {
        return RecordSamples.AT.plus(Duration.ofMinutes(minute));
    }

    private static byte[] firstBranch(int number) {
        Begun begun = new Begun(
                new Xid("127.0.0.1:8091:" + number),
                RecordSamples.AT,
                RecordSamples.AT,
                "buy",
                RecordedCoordinator.SHOP,
                "g");
        Branch branch = new Branch(
                new BranchId(OPEN + number),
                BranchType.AT,
                "jdbc:shop",
                List.of(new LockKey("jdbc:shop", "stock", "" + number)),
                RecordedCoordinator.SHOP,
                BranchStatus.REGISTERED,
                null,
                null);
        return new RecordCodec().encode(RecordSamples.AT, new BranchRegistered(begun.xid(), begun, branch));
    }

    private static Coordinator empty() {
        return new Coordinator(RecordedCoordinator.POLICY);
    }

    private List<ByteBuffer> recordsOf(Path file) throws IOException {
        DirectoryText.restore(GoldenFiles.read(file), temporary);
        List<ByteBuffer> records = new ArrayList<>();
        try (FileDisk disk = FileDisk.open(temporary)) {
            Recovery.open(
                    disk,
                    JournalOptions.defaults(),
                    record -> records.add(
                            ByteBuffer.allocate(record.remaining()).put(record).flip()));
        }
        return records;
    }
}
