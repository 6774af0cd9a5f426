package dev.assent.server.record;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.BranchProgress;
import dev.assent.core.Ending;
import dev.assent.core.Event;
import dev.assent.core.Event.Began;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.DatabaseNamed;
import dev.assent.core.Event.IdsReserved;
import dev.assent.core.Event.MarkOrdered;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.Event.TermBegan;
import dev.assent.core.MarkOrder;
import dev.assent.core.Origin;
import dev.assent.core.OutcomeAndCause;
import dev.assent.core.Parked;
import dev.assent.core.PhaseTwoEvent.Abandoned;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.PhaseTwoEvent.DeliveryPaused;
import dev.assent.core.PhaseTwoEvent.DeliveryRecorded;
import dev.assent.core.PhaseTwoEvent.DeliveryResumed;
import dev.assent.core.PhaseTwoEvent.RetryAsked;
import dev.assent.core.RequestId;
import dev.assent.core.SagaEvent.SagaEnded;
import dev.assent.core.SagaEvent.SagaTurned;
import dev.assent.core.SnapshotEvent.BranchRestored;
import dev.assent.core.SnapshotEvent.Memory;
import dev.assent.core.SnapshotEvent.ReasonRemembered;
import dev.assent.core.SnapshotEvent.Remembered;
import dev.assent.core.SnapshotEvent.Restored;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.DatabaseMark;
import dev.assent.model.LockKey;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One fact of every kind that is written, and one with every code that a field may have. */
final class RecordSamples {
    static final Instant AT = Instant.ofEpochMilli(0x0102030405L);

    private static final Xid XID = new Xid("h:1:7");
    private static final BranchId BRANCH = new BranchId(9);
    private static final Origin OURS = new Origin("app", "ip:2", true);
    private static final Origin SEATAS = new Origin("äpp", "ip:3", false);
    private static final Begun BEGUN =
            new Begun(XID, Instant.ofEpochMilli(0), Instant.ofEpochMilli(60_000), "buy", OURS, "g");

    private final Map<String, Event> samples = new LinkedHashMap<>();

    private RecordSamples() {}

    /** By the name that stands in the recorded file. */
    static Map<String, Event> all() {
        RecordSamples all = new RecordSamples();
        all.begins();
        all.decisions();
        all.phaseTwo();
        all.snapshots();
        return all.samples;
    }

    private void begins() {
        put("ids-reserved", new IdsReserved(1, 2));
        put("began", new Began(BEGUN));
        put("branch-registered", new BranchRegistered(XID, null, branch(BranchType.AT, null, null)));
        put("first-branch-registered", new BranchRegistered(XID, BEGUN, branch(BranchType.TCC, "{}", request())));
        for (BranchType type : BranchType.values()) {
            put("branch-registered/" + type, new BranchRegistered(XID, null, branch(type, "{}", request())));
        }
        Branch marked = branch(BranchType.AT, null, null).in(new DatabaseMark("m-1"));
        put("database-named", new DatabaseNamed("db", new DatabaseMark("m-1")));
        put("mark-ordered", new MarkOrdered("db", new MarkOrder(new DatabaseMark("m-1"), false, true)));
        put("mark-ordered/taken", new MarkOrdered("db", new MarkOrder(new DatabaseMark("m-1"), true, false)));
        put("branch-registered/marked", new BranchRegistered(XID, null, marked));
        put("first-branch-registered/marked", new BranchRegistered(XID, BEGUN, marked));
        put("branch-reported", new BranchReported(XID, BRANCH, BranchStatus.PHASE_ONE_DONE, null));
        for (BranchStatus status : BranchStatus.values()) {
            put("branch-reported/" + status, new BranchReported(XID, BRANCH, status, "data"));
        }
    }

    private void decisions() {
        put("term-began", new TermBegan(3, "n1", 5 << 20, Duration.ofSeconds(15), Duration.ofHours(1)));
        put("commit-decided", new CommitDecided(XID, List.of()));
        put("commit-decided/some-without-phase-two", new CommitDecided(XID, List.of(BRANCH)));
        for (Cause cause : Cause.values()) {
            put("rollback-decided/" + cause, new RollbackDecided(XID, cause, List.of(BRANCH)));
        }
        for (Outcome outcome : Outcome.values()) {
            put("saga-ended/" + outcome, new SagaEnded(XID, outcome, Cause.USER));
            put("saga-turned/" + outcome, new SagaTurned(XID, outcome, Cause.BRANCH));
        }
    }

    private void phaseTwo() {
        put("branch-finished", new BranchFinished(XID, BRANCH));
        put("delivery-recorded", new DeliveryRecorded(XID, BRANCH));
        put("branch-parked", new BranchParked(XID, BRANCH, "no", 3, true));
        put("branch-parked/given-up", new BranchParked(XID, BRANCH, "", 0, false));
        put("retry-asked", new RetryAsked(XID));
        put("delivery-paused", new DeliveryPaused(XID));
        put("delivery-resumed", new DeliveryResumed(XID));
        put("abandoned", new Abandoned(XID, "no"));
    }

    private void snapshots() {
        put("restored/active", new Restored(BEGUN, null, null, 0, BranchProgress.NONE));
        BranchProgress parked =
                new BranchProgress(false, true, new Parked(BRANCH, "no", Instant.ofEpochMilli(5), 6, true));
        OutcomeAndCause rollback = new OutcomeAndCause(Outcome.ROLLBACK, Cause.TIMEOUT);
        put("restored/finishing", new Restored(BEGUN, rollback, Instant.ofEpochMilli(7), 2, parked));
        OutcomeAndCause commit = new OutcomeAndCause(Outcome.COMMIT, Cause.USER);
        put("restored/just-decided", new Restored(BEGUN, commit, null, 0, BranchProgress.NONE));
        Branch xa = branch(BranchType.XA, null, request());
        put("branch-restored", new BranchRestored(XID, xa, BranchProgress.NONE));
        put("branch-restored/finished", new BranchRestored(XID, xa, new BranchProgress(true, false, null)));
        put("branch-restored/parked", new BranchRestored(XID, xa, parked));
        put("branch-restored/marked", new BranchRestored(XID, xa.in(new DatabaseMark("m-1")), BranchProgress.NONE));
        put("reason-remembered", new ReasonRemembered(XID, "no"));
        put("remembered", new Remembered("h:1", List.of(memory(1, false, false), memory(2, true, false))));
        put("remembered/abandoned", new Remembered("h:1", List.of(memory(3, false, true))));
    }

    private static Memory memory(long number, boolean empty, boolean abandoned) {
        return new Memory(number, new Ending(Outcome.ROLLBACK, Cause.OPERATOR, empty, abandoned));
    }

    private static RequestId request() {
        return new RequestId("c", 3);
    }

    private static Branch branch(BranchType type, @Nullable String data, @Nullable RequestId request) {
        List<LockKey> rows = List.of(new LockKey("db", "T", "1_a"), new LockKey("db", "t", "2"));
        return new Branch(BRANCH, type, "db", rows, SEATAS, BranchStatus.REGISTERED, data, request);
    }

    private void put(String name, Event event) {
        if (samples.put(name, event) != null) {
            throw new AssertionError("Expected one sample of the name " + name);
        }
    }
}
