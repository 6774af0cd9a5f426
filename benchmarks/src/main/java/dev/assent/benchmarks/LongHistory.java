package dev.assent.benchmarks;

import dev.assent.core.BranchAnswer;
import dev.assent.core.Command;
import dev.assent.core.Coordinator;
import dev.assent.core.Decision;
import dev.assent.core.Durability;
import dev.assent.core.Event;
import dev.assent.core.Origin;
import dev.assent.core.Policy;
import dev.assent.core.Reply;
import dev.assent.journal.Compaction;
import dev.assent.journal.FileDisk;
import dev.assent.journal.Journal;
import dev.assent.journal.JournalOptions;
import dev.assent.journal.LocalLog;
import dev.assent.model.BranchId;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.server.edge.SystemClock;
import dev.assent.server.loop.Startup;
import dev.assent.server.record.CoordinatorRecords;
import dev.assent.server.record.RecordCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Writes a data directory as a coordinator would leave it after a long run, with the coordinator's own core, codec and
 * journal and without its network.
 */
final class LongHistory implements AutoCloseable {
    private static final Policy POLICY = Policy.of("127.0.0.1:8091");
    private static final Duration TIMEOUT = Duration.ofDays(1);
    private static final int BATCH = 1000;
    private static final String RESOURCE = "jdbc:mysql://orders.example:3306/orders";
    private static final Origin ORIGIN = new Origin("order-service", "10.0.0.7:51234", false);

    private final FileDisk disk;
    private final Coordinator coordinator;
    private final Journal journal;
    private final RecordCodec codec = new RecordCodec();
    private final SystemClock clock = new SystemClock();
    private final List<byte[]> batch = new ArrayList<>();
    private long records;

    private LongHistory(FileDisk disk) {
        this.disk = disk;
        Random random = new Random(1);
        LocalLog log = new LocalLog(disk, JournalOptions.defaults(), random, Runnable::run, Runnable::run);
        this.coordinator = Startup.of(log, POLICY, clock, random, step -> {}, LongHistory::fail)
                .coordinator();
        this.journal = log.journal();
    }

    /**
     * Writes ended transactions until there are {@code olderRecords} records, then open ones, a snapshot, and more
     * ended ones.
     */
    static void write(Path directory, int olderRecords, int open, int laterRecords) {
        try (LongHistory first = new LongHistory(FileDisk.open(directory))) {
            first.endedOnes(olderRecords, true);
            for (int i = 0; i < open; i++) {
                first.open();
            }
        }
        try (LongHistory second = new LongHistory(FileDisk.open(directory))) {
            second.endedOnes(laterRecords, false);
        }
    }

    private static void fail(Throwable why) {
        throw new IllegalStateException(why);
    }

    private void endedOnes(int most, boolean compacting) {
        while (records < most) {
            Xid xid = begin();
            Reply registered = register(xid);
            decide(new Command.Commit(xid));
            decide(new Command.Answered(xid, branch(registered), Outcome.COMMIT, 0, BranchAnswer.DONE));
            if (compacting && batch.isEmpty()) {
                journal.compaction().ifPresent(this::compact);
            }
        }
    }

    private void open() {
        register(begin());
    }

    private Xid begin() {
        if (decide(new Command.Begin(TIMEOUT, "place order", ORIGIN, "default"))
                instanceof Reply.TransactionBegun begun) {
            return begun.xid();
        }
        throw new IllegalStateException("Expected a transaction to begin");
    }

    private Reply register(Xid xid) {
        return decide(
                new Command.Register(xid, BranchType.AT, RESOURCE, "orders:" + xid, null, false, ORIGIN, null, false));
    }

    private static BranchId branch(Reply registered) {
        if (registered instanceof Reply.BranchAccepted accepted) {
            return accepted.branch();
        }
        throw new IllegalStateException("Expected a branch to be accepted, but " + registered);
    }

    private Reply decide(Command command) {
        Instant now = clock.wall();
        Decision decision = coordinator.decide(command, now);
        for (Event event : decision.events()) {
            coordinator.apply(event, now);
            if (event.durability() != Durability.NONE) {
                batch.add(codec.encode(now, event));
                records++;
            }
        }
        if (batch.size() >= BATCH) {
            append();
        }
        return Optional.ofNullable(coordinator.reply(decision)).orElseGet(Reply.ReportAccepted::new);
    }

    private void append() {
        journal.append(batch);
        batch.clear();
    }

    private void compact(Compaction compaction) {
        compaction.run(new CoordinatorRecords(new Coordinator(POLICY)));
        journal.install(compaction);
    }

    @Override
    public void close() {
        append();
        journal.close();
        disk.close();
    }
}
