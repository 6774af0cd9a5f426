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
import dev.assent.core.SnapshotEvent.ReasonRemembered;
import dev.assent.core.SnapshotEvent.Remembered;
import dev.assent.core.SnapshotEvent.Restored;
import dev.assent.model.BranchId;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Facts on their way to the journal: one form for every class of facts that is written. */
final class FactWriter {
    private final RecordWriter out;
    private final Map<Class<?>, BiConsumer<Instant, Event>> forms = new LinkedHashMap<>();

    FactWriter(RecordWriter out) {
        this.out = out;
        form(IdsReserved.class, Kind.IDS_RESERVED, e -> {
            out.writeLong(e.from());
            out.writeLong(e.upTo());
        });
        form(TermBegan.class, Kind.TERM_BEGAN, this::writeTerm);
        ofClients();
        ofPhaseTwo();
        ofSnapshot();
    }

    private void ofClients() {
        form(Began.class, Kind.BEGAN, e -> writeBegun(e.begun()));
        forms.put(BranchRegistered.class, (at, e) -> writeRegistered(at, (BranchRegistered) e));
        form(BranchReported.class, Kind.BRANCH_REPORTED, e -> {
            writeBranchOf(e.xid(), e.branch());
            out.writeByte(e.status().code());
            out.writeText(e.applicationData());
        });
        form(DatabaseNamed.class, Kind.DATABASE_NAMED, e -> {
            out.writeText(e.name());
            out.writeText(e.mark().value());
        });
        form(MarkOrdered.class, Kind.MARK_ORDERED, e -> {
            out.writeText(e.name());
            out.writeText(e.order().mark().value());
            writeFlag(e.order().taken());
            writeFlag(e.order().forCopies());
        });
        form(CommitDecided.class, Kind.COMMIT_DECIDED, e -> {
            writeXid(e.xid());
            writeIds(e.withoutPhaseTwo());
        });
        form(RollbackDecided.class, Kind.ROLLBACK_DECIDED, e -> {
            writeXid(e.xid());
            writeCause(e.cause());
            writeIds(e.withoutPhaseTwo());
        });
        form(SagaEnded.class, Kind.SAGA_ENDED, e -> writeOutcomeOf(e.xid(), e.outcome(), e.cause()));
        form(SagaTurned.class, Kind.SAGA_TURNED, e -> writeOutcomeOf(e.xid(), e.outcome(), e.cause()));
    }

    private void ofPhaseTwo() {
        form(BranchFinished.class, Kind.BRANCH_FINISHED, e -> writeBranchOf(e.xid(), e.branch()));
        form(DeliveryRecorded.class, Kind.DELIVERY_RECORDED, e -> writeBranchOf(e.xid(), e.branch()));
        form(BranchParked.class, Kind.BRANCH_PARKED, e -> {
            writeBranchOf(e.xid(), e.branch());
            out.writeText(e.reason());
            out.writeInt(e.attempts());
            writeFlag(e.retried());
        });
        form(RetryAsked.class, Kind.RETRY_ASKED, e -> writeXid(e.xid()));
        form(DeliveryPaused.class, Kind.DELIVERY_PAUSED, e -> writeXid(e.xid()));
        form(DeliveryResumed.class, Kind.DELIVERY_RESUMED, e -> writeXid(e.xid()));
        form(Abandoned.class, Kind.ABANDONED, e -> writeReason(e.xid(), e.reason()));
    }

    private void ofSnapshot() {
        forms.put(Restored.class, (at, e) -> writeRestored(at, (Restored) e));
        forms.put(BranchRestored.class, (at, e) -> writeRestored(at, (BranchRestored) e));
        form(Remembered.class, Kind.REMEMBERED, e -> {
            out.writeText(e.address());
            out.writeList(e.endings(), memory -> {
                out.writeLong(memory.number());
                writeEnding(memory.ending());
            });
        });
        form(ReasonRemembered.class, Kind.REASON_REMEMBERED, e -> writeReason(e.xid(), e.reason()));
    }

    private <E extends Event> void form(Class<E> type, int kind, Consumer<E> fields) {
        forms.put(type, (at, event) -> {
            head(kind, at);
            fields.accept(type.cast(event));
        });
    }

    /** The classes of facts that are written. */
    Set<Class<?>> written() {
        return forms.keySet();
    }

    byte[] encode(Instant at, Event event) {
        BiConsumer<Instant, Event> form = forms.get(event.getClass());
        if (form == null) {
            throw new IllegalArgumentException("Expected an event that is written, but got " + event);
        }
        form.accept(at, event);
        return out.take();
    }

    private void writeRegistered(Instant at, BranchRegistered e) {
        boolean marked = e.branch().mark() != null;
        if (e.begun() == null) {
            head(marked ? Kind.MARKED_BRANCH_REGISTERED : Kind.BRANCH_REGISTERED, at);
            writeXid(e.xid());
        } else {
            head(marked ? Kind.FIRST_MARKED_BRANCH_REGISTERED : Kind.FIRST_BRANCH_REGISTERED, at);
            writeBegun(e.begun());
        }
        writeBranch(e.branch());
    }

    private void writeRestored(Instant at, Restored e) {
        OutcomeAndCause decision = e.decision();
        head(decision == null ? Kind.RESTORED_ACTIVE : Kind.RESTORED_FINISHING, at);
        writeBegun(e.begun());
        if (decision != null) {
            writeOutcome(decision.outcome());
            writeCause(decision.cause());
            writeFlag(e.paused() != null);
            if (e.paused() != null) {
                out.writeTime(e.paused());
            }
            out.writeInt(e.turn());
            writeProgress(e.engine());
        }
    }

    private void writeRestored(Instant at, BranchRestored e) {
        head(e.branch().mark() == null ? Kind.BRANCH_RESTORED : Kind.MARKED_BRANCH_RESTORED, at);
        writeXid(e.xid());
        writeBranch(e.branch());
        writeProgress(e.progress());
    }

    private void writeTerm(TermBegan e) {
        out.writeLong(e.epoch());
        out.writeText(e.node());
        out.writeLong(e.idBase());
        out.writeLong(e.grace().toMillis());
        out.writeLong(e.memorySpan().toMillis());
    }

    private void head(int kind, Instant at) {
        out.writeByte(kind);
        out.writeTime(at);
    }

    private void writeBegun(Begun begun) {
        writeXid(begun.xid());
        out.writeTime(begun.at());
        out.writeTime(begun.deadline());
        out.writeText(begun.name());
        writeOrigin(begun.by());
        out.writeText(begun.group());
    }

    private void writeOrigin(Origin origin) {
        out.writeText(origin.applicationId());
        out.writeText(origin.address());
        writeFlag(origin.assent());
    }

    private void writeBranch(Branch branch) {
        out.writeLong(branch.id().value());
        out.writeByte(branch.type().code());
        out.writeText(branch.resourceId());
        out.writeList(branch.rows(), row -> {
            out.writeText(row.table());
            out.writeText(row.key());
        });
        writeOrigin(branch.origin());
        out.writeByte(branch.status().code());
        out.writeText(branch.applicationData());
        RequestId request = branch.request();
        out.writeText(request == null ? null : request.client());
        if (request != null) {
            out.writeLong(request.number());
        }
        if (branch.mark() != null) {
            out.writeText(branch.mark().value());
        }
    }

    private void writeProgress(BranchProgress progress) {
        writeFlag(progress.finished());
        writeFlag(progress.recorded());
        Parked parked = progress.parked();
        writeFlag(parked != null);
        if (parked != null) {
            out.writeLong(parked.branch().value());
            out.writeText(parked.reason());
            out.writeTime(parked.since());
            out.writeInt(parked.attempts());
            writeFlag(parked.retried());
        }
    }

    private void writeEnding(Ending ending) {
        writeOutcome(ending.outcome());
        writeCause(ending.cause());
        writeFlag(ending.empty());
        writeFlag(ending.abandoned());
    }

    private void writeOutcomeOf(Xid xid, Outcome outcome, Cause cause) {
        writeXid(xid);
        writeOutcome(outcome);
        writeCause(cause);
    }

    private void writeBranchOf(Xid xid, BranchId branch) {
        writeXid(xid);
        out.writeLong(branch.value());
    }

    private void writeReason(Xid xid, @Nullable String reason) {
        writeXid(xid);
        out.writeText(reason);
    }

    private void writeIds(List<BranchId> branches) {
        out.writeList(branches, branch -> out.writeLong(branch.value()));
    }

    private void writeXid(Xid xid) {
        out.writeText(xid.value());
    }

    private void writeOutcome(Outcome outcome) {
        out.writeByte(outcome == Outcome.COMMIT ? 1 : 2);
    }

    private void writeCause(Cause cause) {
        out.writeByte(FactReader.CAUSES.indexOf(cause) + 1);
    }

    private void writeFlag(boolean flag) {
        out.writeByte(flag ? 1 : 0);
    }
}
