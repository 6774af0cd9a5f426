package dev.assent.core;

import dev.assent.core.Event.Began;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.EndedEmpty;
import dev.assent.core.Event.IdsReserved;
import dev.assent.core.Event.OfTransaction;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.PhaseTwoEvent.Abandoned;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.PhaseTwoEvent.DeliveryPaused;
import dev.assent.core.PhaseTwoEvent.DeliveryRecorded;
import dev.assent.core.PhaseTwoEvent.DeliveryResumed;
import dev.assent.core.PhaseTwoEvent.RetryAsked;
import dev.assent.core.SagaEvent.SagaEnded;
import dev.assent.core.SagaEvent.SagaTurned;
import dev.assent.core.SnapshotEvent.BranchRestored;
import dev.assent.core.SnapshotEvent.Restored;
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
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The words of the transition table: how a state came about, and what a command says in full. */
final class History {
    static final Policy POLICY = Policy.of("tc:8091");
    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    static final Xid XID = new Xid("tc:8091:77");

    private static final Instant DEADLINE = START.plusSeconds(60);
    private static final Xid STRANGER = new Xid("tc:8091:78");
    private static final Origin ORIGIN = new Origin("shop", "10.0.0.9:50000", true);
    private static final Begun BEGUN = new Begun(XID, START, DEADLINE, "buy", ORIGIN, "group");

    private static final Begun SAGA = new Begun(XID, START, DEADLINE, "$Saga_buy", ORIGIN, "group");

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
                                STRANGER,
                                new Begun(STRANGER, START, DEADLINE, "", ORIGIN, ""),
                                branch(9, BranchType.AT, "C")));
            case "active, empty" -> after("unknown", new Began(BEGUN));
            case "active, saga" -> after("unknown", new Began(SAGA));
            case "active" -> active(BranchType.AT);
            case "active, TCC" -> active(BranchType.TCC);
            case "active, XA failed" -> xa(BranchStatus.PHASE_ONE_FAILED);
            case "active, XA read only" -> xa(BranchStatus.PHASE_ONE_RDONLY);
            case "committing" -> after("active", new CommitDecided(XID, List.of()));
            case "committing, TCC" -> after("active, TCC", new CommitDecided(XID, List.of()));
            case "rolling back" -> after("active", new RollbackDecided(XID, Cause.USER, List.of()));
            case "rolling back, TCC" -> after("active, TCC", new RollbackDecided(XID, Cause.USER, List.of()));
            case "committing, 1 left" -> after("committing", new BranchFinished(XID, new BranchId(2)));
            case "rolling back, 1 left" -> after("rolling back", new BranchFinished(XID, new BranchId(2)));
            case "commit failed" -> after("committing", parked(2, false));
            case "rollback failed" -> after("rolling back", parked(2, false));
            case "committed" -> after("committing, 1 left", new BranchFinished(XID, new BranchId(1)));
            case "rolled back" -> after("rolling back, 1 left", new BranchFinished(XID, new BranchId(1)));
            case "commit abandoned" -> after("commit failed", new Abandoned(XID, "why"));
            case "rollback abandoned" -> after("rollback failed", new Abandoned(XID, "why"));
            default -> special(state);
        };
    }

    private static List<Event> special(String state) {
        return switch (state) {
            case "active, apart" -> after("active", new BranchRegistered(XID, null, branch(3, BranchType.AT, "D")));
            case "rolling back, apart" -> after("active, apart", new RollbackDecided(XID, Cause.USER, List.of()));
            case "rollback failed, apart" -> after("rolling back, apart", parked(3, false));
            case "rollback failed, 2 left" -> after("rollback failed, apart", new BranchFinished(XID, new BranchId(2)));
            case "rollback failed, 1 left" ->
                after("rollback failed, 2 left", new BranchFinished(XID, new BranchId(1)));
            case "commit failed, 1 left" -> after("commit failed", new BranchFinished(XID, new BranchId(1)));
            case "committing, failing" -> after("committing", parked(2, true));
            case "rolling back, failing" -> after("rolling back, apart", parked(3, true));
            case "rollback failed, failing" -> after("rolling back, failing", parked(2, false));
            case "active, step" ->
                after("active, empty", new BranchRegistered(XID, BEGUN, branch(1, BranchType.SAGA_ANNOTATION, "A")));
            case "active, XA" ->
                after("active, empty", new BranchRegistered(XID, BEGUN, branch(1, BranchType.XA, "A")));
            case "committing, XA" -> after("active, XA", new CommitDecided(XID, List.of()));
            case "committing, XA recorded" -> after("committing, XA", new DeliveryRecorded(XID, new BranchId(1)));
            case "rolling back, XA" -> after("active, XA", new RollbackDecided(XID, Cause.USER, List.of()));
            case "active, saga and step" ->
                after("active, saga", new BranchRegistered(XID, null, branch(1, BranchType.SAGA)));
            case "committing, saga" -> after("active, saga and step", new CommitDecided(XID, List.of()));
            case "committing, saga without steps" -> after("active, saga", new CommitDecided(XID, List.of()));
            case "commit failed, saga" -> after("committing, saga", parked(77, false));
            case "rolling back, saga" ->
                after("active, saga and step", new RollbackDecided(XID, Cause.TIMEOUT, List.of()));
            case "rolling back, saga turned" ->
                after("committing, saga", new SagaTurned(XID, Outcome.ROLLBACK, Cause.BRANCH));
            case "rollback failed, saga" -> after("rolling back, saga", parked(77, false));
            default -> paused(state);
        };
    }

    private static List<Event> paused(String state) {
        String base = state.replace(", paused", "");
        if (base.equals(state)) {
            throw new IllegalArgumentException(state);
        }
        return after(base, new DeliveryPaused(XID));
    }

    private static BranchParked parked(long branch, boolean retried) {
        return new BranchParked(XID, new BranchId(branch), "no", 1, retried);
    }

    /** @param turn of the saga, if it is one */
    static Command command(String text, int turn) {
        String[] words = text.split(" ", -1);
        return switch (words[0]) {
            case "begin" ->
                new Command.Begin(Duration.ofSeconds(60), text.endsWith("saga") ? "$Saga_buy" : "", ORIGIN, "");
            case "register" -> register(text, words[1]);
            case "report" -> new Command.Report(XID, number(words[1]), reported(text), "data");
            case "reportsaga" -> new Command.ReportSaga(XID, SagaReport.valueOf(words[1].toUpperCase(Locale.ROOT)));
            case "commit" -> new Command.Commit(XID);
            case "rollback" -> new Command.Rollback(XID);
            case "status" -> new Command.Status(XID);
            case "querylocks" -> new Command.QueryLocks(XID, "db", "t:" + words[1]);
            case "recorddelivery" -> new Command.RecordDelivery(XID, number(words[1]));
            case "answered" -> answered(words[1], words.length > 2 ? words[2] : "", turn);
            case "expire" -> new Command.Expire(XID);
            case "breakdeadlock" -> new Command.BreakDeadlock(XID);
            default -> operate(text, words[0]);
        };
    }

    private static Command operate(String text, String operation) {
        String reason = text.substring(operation.length());
        return new Command.Operate(XID, Operation.valueOf(operation.toUpperCase(Locale.ROOT)), reason);
    }

    private static Command answered(String branchAndOutcome, String how, int turn) {
        int end = branchAndOutcome.length() - 1;
        return new Command.Answered(
                XID,
                number(branchAndOutcome.substring(0, end)),
                branchAndOutcome.charAt(end) == 'c' ? Outcome.COMMIT : Outcome.ROLLBACK,
                turn,
                switch (how) {
                    case "no" -> new BranchAnswer.Never("no", 1);
                    case "fails" -> new BranchAnswer.Failing("no", 1);
                    case "opposite" -> BranchAnswer.OPPOSITE_DONE;
                    case "turns" -> BranchAnswer.TURNED;
                    default -> BranchAnswer.DONE;
                });
    }

    static Instant time(String command) {
        return command.endsWith("late") ? DEADLINE : DEADLINE.minusNanos(1);
    }

    static List<OfTransaction> oneOfEach() {
        return List.of(
                new Began(BEGUN),
                new BranchRegistered(XID, null, branch(3, BranchType.AT, "D")),
                new BranchReported(XID, new BranchId(1), BranchStatus.PHASE_ONE_DONE, null),
                new CommitDecided(XID, List.of()),
                new RollbackDecided(XID, Cause.USER, List.of()),
                new EndedEmpty(XID, Outcome.ROLLBACK, Cause.USER),
                new BranchFinished(XID, new BranchId(1)),
                new DeliveryRecorded(XID, new BranchId(1)),
                parked(1, false),
                new RetryAsked(XID),
                new DeliveryPaused(XID),
                new DeliveryResumed(XID),
                new Abandoned(XID, "why"),
                new SagaEnded(XID, Outcome.COMMIT, Cause.USER),
                new SagaTurned(XID, Outcome.COMMIT, Cause.USER),
                new Restored(BEGUN, null, null, 0, BranchProgress.NONE),
                new BranchRestored(XID, branch(3, BranchType.AT, "D"), BranchProgress.NONE));
    }

    /** Of a kind that may follow, yet not this one. */
    static List<Misfit> nonsense() {
        return List.of(
                new Misfit("unknown", new BranchRegistered(XID, null, branch(3, BranchType.AT, "D"))),
                new Misfit("active", new BranchRegistered(XID, null, branch(3, BranchType.AT, "C"))),
                new Misfit("active", new BranchReported(XID, new BranchId(9), BranchStatus.PHASE_ONE_DONE, null)),
                new Misfit("active", new EndedEmpty(XID, Outcome.COMMIT, Cause.USER)),
                new Misfit("rolling back, 1 left", new BranchFinished(XID, new BranchId(2))),
                new Misfit("committing, 1 left", parked(2, false)),
                new Misfit("commit failed", parked(2, false)),
                new Misfit("committing, 1 left", new DeliveryRecorded(XID, new BranchId(2))),
                new Misfit("committing", new BranchRegistered(XID, null, branch(3, BranchType.AT, "D"))),
                new Misfit("committing", new BranchReported(XID, new BranchId(1), BranchStatus.PHASE_ONE_DONE, null)),
                new Misfit("committing", new SagaEnded(XID, Outcome.COMMIT, Cause.USER)),
                new Misfit("rolling back", new SagaTurned(XID, Outcome.COMMIT, Cause.USER)),
                new Misfit("committing, saga", new BranchFinished(XID, new BranchId(77))));
    }

    record Misfit(String state, OfTransaction event) {}

    private static Command register(String text, String what) {
        String lockKey = what.equals("half") ? "t:A;t" : "t:" + what;
        BranchType type = what.equals("SAGA") ? BranchType.SAGA : BranchType.AT;
        RequestId request = text.contains("again") ? new RequestId("client", text.contains("SAGA") ? 1 : 2) : null;
        return new Command.Register(XID, type, "db", lockKey, "data", false, ORIGIN, request, text.endsWith("full"));
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
