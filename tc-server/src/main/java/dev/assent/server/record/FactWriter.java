package dev.assent.server.record;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.Ending;
import dev.assent.core.Event;
import dev.assent.core.Event.Began;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.IdsReserved;
import dev.assent.core.Event.RollbackDecided;
import dev.assent.core.Origin;
import dev.assent.core.PhaseTwoEvent.Abandoned;
import dev.assent.core.PhaseTwoEvent.BranchFinished;
import dev.assent.core.PhaseTwoEvent.BranchParked;
import dev.assent.core.PhaseTwoEvent.BranchTold;
import dev.assent.core.PhaseTwoEvent.RetriesResumed;
import dev.assent.core.PhaseTwoEvent.RetriesStopped;
import dev.assent.core.PhaseTwoEvent.RetryAsked;
import dev.assent.core.Progress;
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

/** Facts on their way to the journal. */
final class FactWriter {
    private final RecordWriter out;

    FactWriter(RecordWriter out) {
        this.out = out;
    }

    byte[] encode(Instant at, Event event) {
        if (event instanceof BranchRegistered e) {
            head(e.begun() == null ? Kind.BRANCH_REGISTERED : Kind.FIRST_BRANCH_REGISTERED, at);
            if (e.begun() == null) {
                out.writeText(e.xid().value());
            } else {
                writeBegun(e.begun());
            }
            writeBranch(e.branch());
        } else if (event instanceof CommitDecided e) {
            head(Kind.COMMIT_DECIDED, at);
            out.writeText(e.xid().value());
        } else if (event instanceof RollbackDecided e) {
            head(Kind.ROLLBACK_DECIDED, at);
            out.writeText(e.xid().value());
            writeCause(e.cause());
        } else if (event instanceof BranchFinished e) {
            head(Kind.BRANCH_FINISHED, at);
            writeBranchOf(e.xid(), e.branch());
        } else if (!ofPhaseTwo(at, event) && !ofSnapshot(at, event)) {
            rare(at, event);
        }
        return out.take();
    }

    private boolean ofPhaseTwo(Instant at, Event event) {
        if (event instanceof BranchTold e) {
            head(Kind.BRANCH_TOLD, at);
            writeBranchOf(e.xid(), e.branch());
        } else if (event instanceof BranchParked e) {
            head(Kind.BRANCH_PARKED, at);
            writeBranchOf(e.xid(), e.branch());
            out.writeText(e.reason());
            out.writeInt(e.attempts());
            writeFlag(e.retried());
        } else if (event instanceof RetryAsked e) {
            head(Kind.RETRY_ASKED, at);
            out.writeText(e.xid().value());
        } else if (event instanceof RetriesStopped e) {
            head(Kind.RETRIES_STOPPED, at);
            out.writeText(e.xid().value());
        } else if (event instanceof RetriesResumed e) {
            head(Kind.RETRIES_RESUMED, at);
            out.writeText(e.xid().value());
        } else if (event instanceof Abandoned e) {
            head(Kind.ABANDONED, at);
            out.writeText(e.xid().value());
            out.writeText(e.reason());
        } else {
            return false;
        }
        return true;
    }

    private boolean ofSnapshot(Instant at, Event event) {
        if (event instanceof Restored e) {
            head(e.verdict() == null ? Kind.RESTORED_ACTIVE : Kind.RESTORED_FINISHING, at);
            writeBegun(e.begun());
            if (e.verdict() != null) {
                writeOutcome(e.verdict().outcome());
                writeCause(e.verdict().cause());
                writeProgress(e.progress());
            }
        } else if (event instanceof BranchRestored e) {
            head(Kind.BRANCH_RESTORED, at);
            out.writeText(e.xid().value());
            writeBranch(e.branch());
        } else if (event instanceof Remembered e) {
            head(Kind.REMEMBERED, at);
            out.writeText(e.address());
            out.writeList(e.endings(), memory -> {
                out.writeLong(memory.number());
                writeEnding(memory.ending());
            });
        } else if (event instanceof ReasonRemembered e) {
            head(Kind.REASON_REMEMBERED, at);
            out.writeText(e.xid().value());
            out.writeText(e.reason());
        } else {
            return false;
        }
        return true;
    }

    private void rare(Instant at, Event event) {
        if (event instanceof IdsReserved e) {
            head(Kind.IDS_RESERVED, at);
            out.writeLong(e.from());
            out.writeLong(e.upTo());
        } else if (event instanceof Began e) {
            head(Kind.BEGAN, at);
            writeBegun(e.begun());
        } else if (event instanceof BranchReported e) {
            head(Kind.BRANCH_REPORTED, at);
            writeBranchOf(e.xid(), e.branch());
            out.writeByte(e.status().code());
            out.writeText(e.applicationData());
        } else if (event instanceof SagaEnded e) {
            head(Kind.SAGA_ENDED, at);
            out.writeText(e.xid().value());
            writeOutcome(e.outcome());
            writeCause(e.cause());
        } else if (event instanceof SagaTurned e) {
            head(Kind.SAGA_TURNED, at);
            out.writeText(e.xid().value());
            writeOutcome(e.outcome());
            writeCause(e.cause());
        } else {
            throw new IllegalArgumentException("Expected an event that is written, but got " + event);
        }
    }

    private void head(int kind, Instant at) {
        out.writeByte(kind);
        out.writeTime(at);
    }

    private void writeBegun(Begun begun) {
        out.writeText(begun.xid().value());
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
    }

    private void writeProgress(Progress progress) {
        out.writeList(progress.finished(), branch -> out.writeLong(branch.value()));
        out.writeList(progress.told(), branch -> out.writeLong(branch.value()));
        out.writeList(progress.parked(), parked -> {
            out.writeLong(parked.branch().value());
            out.writeText(parked.reason());
            out.writeTime(parked.since());
            out.writeInt(parked.attempts());
            writeFlag(parked.retried());
        });
        writeFlag(progress.stopped() != null);
        if (progress.stopped() != null) {
            out.writeTime(progress.stopped());
        }
    }

    private void writeEnding(Ending ending) {
        writeOutcome(ending.outcome());
        writeCause(ending.cause());
        writeFlag(ending.empty());
        writeFlag(ending.abandoned());
    }

    private void writeBranchOf(Xid xid, BranchId branch) {
        out.writeText(xid.value());
        out.writeLong(branch.value());
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
