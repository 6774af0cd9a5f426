package dev.assent.server.record;

import dev.assent.core.BranchAnswer;
import dev.assent.core.Command;
import dev.assent.core.Coordinator;
import dev.assent.core.Decision;
import dev.assent.core.Durability;
import dev.assent.core.Event;
import dev.assent.core.Origin;
import dev.assent.core.PendingDelivery;
import dev.assent.core.Policy;
import dev.assent.core.Reply;
import dev.assent.core.Reply.BranchAccepted;
import dev.assent.core.Reply.TransactionBegun;
import dev.assent.core.RequestId;
import dev.assent.journal.FileDisk;
import dev.assent.journal.Journal;
import dev.assent.journal.JournalOptions;
import dev.assent.journal.LocalLog;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import dev.assent.server.loop.Startup;
import dev.assent.server.port.Clock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The real coordinator over the real journal, in a directory of its own, on a fixed clock and hence with fixed ids. */
final class RecordedCoordinator {
    static final Policy POLICY = Policy.of("127.0.0.1:8091");
    static final Origin SHOP = new Origin("shop", "10.0.0.7:4711", true);
    static final Origin LEGACY = new Origin("legacy", "10.0.0.8:4712", false);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration STEP = Duration.ofMillis(125);

    private final Path directory;
    private final JournalOptions options;
    private final RecordCodec codec = new RecordCodec();
    private Random random = new Random(1);
    private Instant now = START;
    private FileDisk disk;
    private Coordinator coordinator;
    private Journal journal;
    private long requests;

    RecordedCoordinator(Path directory, JournalOptions options) {
        this.directory = directory;
        this.options = options;
        this.disk = FileDisk.open(directory);
        LocalLog log = log();
        this.coordinator = start(log);
        this.journal = log.journal();
    }

    private LocalLog log() {
        random = new Random(1);
        return new LocalLog(disk, options, random, Runnable::run, Runnable::run);
    }

    private Coordinator start(LocalLog log) {
        Coordinator started = Startup.of(log, POLICY, new FixedClock(now), random, step -> {}, why -> {})
                .coordinator();
        now = later(started.latest());
        return started;
    }

    private Instant later(Instant other) {
        return now.isAfter(other) ? now : other;
    }

    /** The process ends without a farewell and is started again on what it left. */
    void restarts() {
        disk.close();
        disk = FileDisk.open(directory);
        LocalLog log = log();
        coordinator = start(log);
        journal = log.journal();
    }

    /** The journal is closed as at an orderly end. */
    void closes() {
        journal.close();
        disk.close();
    }

    /** The directory is left as a killed process leaves it. */
    void isKilled() {
        disk.close();
    }

    Xid begins(String name) {
        return begins(name, SHOP);
    }

    Xid begins(String name, Origin by) {
        Command.Begin begin = new Command.Begin(Duration.ofMinutes(1), name, by, "default_tx_group");
        return ((TransactionBegun) does(begin)).xid();
    }

    BranchId joins(Xid xid, BranchType type, String resource, @Nullable String lockKey) {
        return joins(xid, type, resource, lockKey, null);
    }

    BranchId joins(
            Xid xid, BranchType type, String resource, @Nullable String lockKey, @Nullable String applicationData) {
        RequestId request = new RequestId("0f3a-client", ++requests);
        return joins(new Command.Register(xid, type, resource, lockKey, applicationData, false, SHOP, request, false));
    }

    BranchId joins(Command.Register register) {
        return ((BranchAccepted) does(register)).branch();
    }

    void reports(Xid xid, BranchId branch, BranchStatus status, @Nullable String applicationData) {
        does(new Command.Report(xid, branch, status, applicationData));
    }

    void commits(Xid xid) {
        does(new Command.Commit(xid));
    }

    void rollsBack(Xid xid) {
        does(new Command.Rollback(xid));
    }

    void answers(Xid xid, BranchId branch, Outcome delivered, BranchAnswer answer) {
        int turn = coordinator.obligations(xid).branches().stream()
                .flatMap(item -> Stream.ofNullable(item.delivery()))
                .mapToInt(PendingDelivery::turn)
                .findFirst()
                .orElse(0);
        run(new Command.Answered(xid, branch, delivered, turn, answer));
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    Reply does(Command command) {
        Decision decision = run(command);
        return Objects.requireNonNull(coordinator.reply(decision), "no reply");
    }

    Decision run(Command command) {
        now = now.plus(STEP);
        Decision decision = coordinator.decide(command, now);
        for (Event event : decision.events()) {
            coordinator.apply(event, now);
            if (event.durability() != Durability.NONE) {
                journal.append(List.of(codec.encode(now, event)));
            }
        }
        journal.force();
        journal.maintain();
        journal.compaction().ifPresent(compaction -> {
            compaction.run(new CoordinatorRecords(new Coordinator(POLICY)));
            journal.install(compaction);
        });
        return decision;
    }

    /** Time stands still: the records carry the time of the commands. */
    private record FixedClock(Instant wall) implements Clock {
        @Override
        public long monotonicNanos() {
            return 0;
        }
    }
}
