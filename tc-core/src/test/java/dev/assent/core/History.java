package dev.assent.core;

import dev.assent.core.Event.Began;
import dev.assent.core.Event.BranchFinished;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.BranchRestored;
import dev.assent.core.Event.BranchStuck;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.EndedEmpty;
import dev.assent.core.Event.IdsReserved;
import dev.assent.core.Event.OfTransaction;
import dev.assent.core.Event.Restored;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of the transition table: how a state came about, and what a command says in full. */
final class History {
    static final Policy POLICY = Policy.of("tc:8091");
    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    static final Xid XID = new Xid("tc:8091:77");

    private static final Instant DEADLINE = START.plusSeconds(60);
    private static final Xid STRANGER = new Xid("tc:8091:78");
    private static final Origin ORIGIN = new Origin("shop", "10.0.0.9:50000", true);
    private static final Begun BEGUN = new Begun(XID, DEADLINE, "buy", "shop", "group");

    private History() {}

    static Coordinator of(String state, Consumer<Transition> observer) {
        Coordinator coordinator = new Coordinator(POLICY, observer);
        events(state).forEach(event -> coordinator.apply(event, START));
        return coordinator;
    }

    static List<Event> events(String state) {
        return switch (state) {
            case "unknown" ->
                List.of(
                        new IdsReserved(501, 1000),
                        new BranchRegistered(
                                STRANGER, new Begun(STRANGER, DEADLINE, "", "", ""), branch(9, BranchType.AT, "C")));
            case "active, empty" -> after("unknown", new Began(BEGUN));
            case "active, saga" -> after("unknown", new Began(new Begun(XID, DEADLINE, "$Saga_buy", "", "")));
            case "active" -> active(BranchType.AT);
            case "active, TCC" -> active(BranchType.TCC);
            case "active, XA failed" -> xa(BranchStatus.PHASE_ONE_FAILED);
            case "active, XA read only" -> xa(BranchStatus.PHASE_ONE_RDONLY);
            case "committing" -> after("active", new CommitDecided(XID));
            case "committing, TCC" -> after("active, TCC", new CommitDecided(XID));
            case "rolling back" -> after("active", new RollbackDecided(XID, Cause.USER));
            case "rolling back, TCC" -> after("active, TCC", new RollbackDecided(XID, Cause.USER));
            case "committing, 1 left" -> after("committing", new BranchFinished(XID, new BranchId(2)));
            case "rolling back, 1 left" -> after("rolling back", new BranchFinished(XID, new BranchId(2)));
            case "commit failed" -> after("committing", new BranchStuck(XID, new BranchId(2)));
            case "rollback failed" -> after("rolling back", new BranchStuck(XID, new BranchId(2)));
            case "committed" -> after("committing, 1 left", new BranchFinished(XID, new BranchId(1)));
            case "rolled back" -> after("rolling back, 1 left", new BranchFinished(XID, new BranchId(1)));
            default -> throw new IllegalArgumentException(state);
        };
    }

    static Command command(String text) {
        String[] words = text.split(" ", -1);
        return switch (words[0]) {
            case "begin" -> new Command.Begin(Duration.ofSeconds(60), text.endsWith("saga") ? "$Saga_buy" : "", "", "");
            case "register" -> register(words[1], text.endsWith("again") ? new RequestId("client", 2) : null);
            case "report" -> new Command.Report(XID, number(words[1]), reported(text), "data");
            case "commit" -> new Command.Commit(XID);
            case "rollback" -> new Command.Rollback(XID);
            case "status" -> new Command.Status(XID);
            case "querylocks" -> new Command.QueryLocks(XID, "db", "t:" + words[1]);
            case "answered" ->
                new Command.Answered(
                        XID,
                        number(words[1].substring(0, 1)),
                        words[1].endsWith("c") ? Outcome.COMMIT : Outcome.ROLLBACK,
                        text.endsWith("no") ? BranchAnswer.NEVER : BranchAnswer.DONE);
            case "expire" -> new Command.Expire(XID);
            default -> throw new IllegalArgumentException(text);
        };
    }

    static Instant time(String command) {
        return command.endsWith("late") ? DEADLINE : DEADLINE.minusNanos(1);
    }

    static List<OfTransaction> oneOfEach() {
        return List.of(
                new Began(BEGUN),
                new BranchRegistered(XID, null, branch(3, BranchType.AT, "D")),
                new BranchReported(XID, new BranchId(1), BranchStatus.PHASE_ONE_DONE, null),
                new CommitDecided(XID),
                new RollbackDecided(XID, Cause.USER),
                new EndedEmpty(XID, Outcome.ROLLBACK, Cause.USER),
                new BranchFinished(XID, new BranchId(1)),
                new BranchStuck(XID, new BranchId(1)),
                new Restored(BEGUN, null, List.of()),
                new BranchRestored(XID, branch(3, BranchType.AT, "D")));
    }

    /** Of a kind that may follow, yet not this one. */
    static List<Misfit> nonsense() {
        return List.of(
                new Misfit("unknown", new BranchRegistered(XID, null, branch(3, BranchType.AT, "D"))),
                new Misfit("active", new BranchRegistered(XID, null, branch(3, BranchType.AT, "C"))),
                new Misfit("active", new BranchReported(XID, new BranchId(9), BranchStatus.PHASE_ONE_DONE, null)),
                new Misfit("active", new EndedEmpty(XID, Outcome.COMMIT, Cause.USER)),
                new Misfit("rolling back, 1 left", new BranchFinished(XID, new BranchId(2))),
                new Misfit("committing, 1 left", new BranchStuck(XID, new BranchId(2))),
                new Misfit("commit failed", new BranchStuck(XID, new BranchId(2))));
    }

    record Misfit(String state, OfTransaction event) {}

    private static Command register(String what, @Nullable RequestId request) {
        String lockKey = what.equals("half") ? "t:A;t" : "t:" + what;
        BranchType type = what.equals("SAGA") ? BranchType.SAGA : BranchType.AT;
        return new Command.Register(XID, type, "db", lockKey, "data", false, ORIGIN, request);
    }

    private static BranchStatus reported(String command) {
        if (command.endsWith("phase 2")) {
            return BranchStatus.PHASE_TWO_COMMITTED;
        }
        return command.endsWith("no news") ? BranchStatus.REGISTERED : BranchStatus.PHASE_ONE_DONE;
    }

    private static List<Event> active(BranchType type) {
        return after(
                "active, empty",
                new BranchRegistered(XID, BEGUN, branch(1, type, "A")),
                new BranchRegistered(XID, null, branch(2, type, "A", "B")));
    }

    private static List<Event> xa(BranchStatus said) {
        return after(
                "active, empty",
                new BranchRegistered(XID, BEGUN, branch(1, BranchType.XA, "A")),
                new BranchReported(XID, new BranchId(1), said, null));
    }

    private static List<Event> after(String state, Event... events) {
        return Stream.concat(events(state).stream(), Stream.of(events)).toList();
    }

    private static Branch branch(long id, BranchType type, String... rows) {
        List<LockKey> keys =
                Stream.of(rows).map(row -> new LockKey("db", "t", row)).toList();
        return new Branch(
                new BranchId(id),
                type,
                "db",
                keys,
                ORIGIN,
                BranchStatus.REGISTERED,
                "data",
                new RequestId("client", id));
    }

    private static BranchId number(String text) {
        return new BranchId(Long.parseLong(text));
    }
}
