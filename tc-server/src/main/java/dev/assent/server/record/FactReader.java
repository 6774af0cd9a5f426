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
import java.util.List;
import java.util.Optional;

/** Facts on their way from the journal. */
final class FactReader {
    /** Codes 1 to 4. */
    static final List<Cause> CAUSES = List.of(Cause.USER, Cause.TIMEOUT, Cause.BRANCH, Cause.OPERATOR);

    private final RecordReader in;

    FactReader(RecordReader in) {
        this.in = in;
    }

    Event read(int kind) {
        return switch (kind) {
            case Kind.IDS_RESERVED -> new IdsReserved(in.readLong(), in.readLong());
            case Kind.TERM_BEGAN ->
                new TermBegan(in.readLong(), in.readText(), in.readLong(), readDuration(), readDuration());
            case Kind.BEGAN -> new Began(readBegun());
            case Kind.BRANCH_REGISTERED -> new BranchRegistered(readXid(), null, readBranch());
            case Kind.FIRST_BRANCH_REGISTERED -> firstBranch(readBegun());
            case Kind.MARKED_BRANCH_REGISTERED -> new BranchRegistered(readXid(), null, readMarkedBranch());
            case Kind.FIRST_MARKED_BRANCH_REGISTERED -> firstMarkedBranch(readBegun());
            case Kind.DATABASE_NAMED -> new DatabaseNamed(in.readText(), readMark());
            case Kind.MARK_ORDERED -> new MarkOrdered(in.readText(), new MarkOrder(readMark(), readFlag(), readFlag()));
            case Kind.BRANCH_REPORTED ->
                new BranchReported(readXid(), readBranchId(), in.readCode(BranchStatus::ofCode), in.readNullableText());
            case Kind.COMMIT_DECIDED -> new CommitDecided(readXid(), in.readList(this::readBranchId));
            case Kind.ROLLBACK_DECIDED -> new RollbackDecided(readXid(), readCause(), in.readList(this::readBranchId));
            case Kind.BRANCH_FINISHED -> new BranchFinished(readXid(), readBranchId());
            case Kind.BRANCH_PARKED ->
                new BranchParked(readXid(), readBranchId(), in.readText(), in.readInt(), readFlag());
            case Kind.DELIVERY_RECORDED -> new DeliveryRecorded(readXid(), readBranchId());
            case Kind.RETRY_ASKED -> new RetryAsked(readXid());
            case Kind.DELIVERY_PAUSED -> new DeliveryPaused(readXid());
            case Kind.DELIVERY_RESUMED -> new DeliveryResumed(readXid());
            case Kind.ABANDONED -> new Abandoned(readXid(), in.readText());
            case Kind.SAGA_ENDED -> new SagaEnded(readXid(), readOutcome(), readCause());
            case Kind.SAGA_TURNED -> new SagaTurned(readXid(), readOutcome(), readCause());
            case Kind.RESTORED_ACTIVE -> new Restored(readBegun(), null, null, 0, BranchProgress.NONE);
            case Kind.RESTORED_FINISHING ->
                new Restored(
                        readBegun(),
                        new OutcomeAndCause(readOutcome(), readCause()),
                        readFlag() ? in.readTime() : null,
                        in.readInt(),
                        readProgress());
            case Kind.BRANCH_RESTORED -> new BranchRestored(readXid(), readBranch(), readProgress());
            case Kind.MARKED_BRANCH_RESTORED -> new BranchRestored(readXid(), readMarkedBranch(), readProgress());
            case Kind.REMEMBERED -> new Remembered(in.readText(), in.readList(this::readMemory));
            case Kind.REASON_REMEMBERED -> new ReasonRemembered(readXid(), in.readText());
            default ->
                throw new IllegalStateException(
                        "Expected a record of a kind that this version writes, but got kind " + kind);
        };
    }

    private BranchRegistered firstBranch(Begun begun) {
        return new BranchRegistered(begun.xid(), begun, readBranch());
    }

    private BranchRegistered firstMarkedBranch(Begun begun) {
        return new BranchRegistered(begun.xid(), begun, readMarkedBranch());
    }

    /** Its locks are in the space of its database. */
    private Branch readMarkedBranch() {
        return readBranch().in(readMark());
    }

    private DatabaseMark readMark() {
        return new DatabaseMark(in.readSharedText());
    }

    private Memory readMemory() {
        return new Memory(in.readLong(), new Ending(readOutcome(), readCause(), readFlag(), readFlag()));
    }

    private BranchProgress readProgress() {
        return new BranchProgress(readFlag(), readFlag(), readFlag() ? readParked() : null);
    }

    private Parked readParked() {
        return new Parked(readBranchId(), in.readText(), in.readTime(), in.readInt(), readFlag());
    }

    private Duration readDuration() {
        return Duration.ofMillis(in.readLong());
    }

    private Begun readBegun() {
        return new Begun(
                readXid(), in.readTime(), in.readTime(), in.readSharedText(), readOrigin(), in.readSharedText());
    }

    private Origin readOrigin() {
        return new Origin(in.readSharedText(), in.readSharedText(), readFlag());
    }

    private Branch readBranch() {
        BranchId id = readBranchId();
        BranchType type = in.readCode(BranchType::ofCode);
        String resource = in.readSharedText();
        List<LockKey> rows = in.readList(() -> new LockKey(resource, in.readSharedText(), in.readText()));
        Origin origin = readOrigin();
        BranchStatus status = in.readCode(BranchStatus::ofCode);
        String data = in.readNullableText();
        String client = in.readNullableText();
        RequestId request = client == null ? null : new RequestId(client, in.readLong());
        return new Branch(id, type, resource, rows, origin, status, data, request);
    }

    private Xid readXid() {
        return new Xid(in.readText());
    }

    private BranchId readBranchId() {
        return new BranchId(in.readLong());
    }

    private boolean readFlag() {
        return in.readByte() == 1;
    }

    private Outcome readOutcome() {
        return in.readCode(code ->
                code == 1 ? Optional.of(Outcome.COMMIT) : code == 2 ? Optional.of(Outcome.ROLLBACK) : Optional.empty());
    }

    private Cause readCause() {
        return in.readCode(
                code -> code >= 1 && code <= CAUSES.size() ? Optional.of(CAUSES.get(code - 1)) : Optional.empty());
    }
}
