package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact. What can be found again after a crash is no event: who was told how often, who is connected, who waits.
 */
public sealed interface Event permits Event.OfTransaction, Event.IdsReserved, Event.Restarted, SnapshotEvent {

    Durability durability();

    /** Changes the state; called live, in replay and when a snapshot is read, by {@link Coordinator#apply} alone. */
    void applyTo(Coordinator c, Instant at);

    /** A fact about one transaction. */
    sealed interface OfTransaction extends Event
            permits Began,
                    BranchRegistered,
                    BranchReported,
                    CommitDecided,
                    RollbackDecided,
                    EndedEmpty,
                    PhaseTwoEvent,
                    SagaEvent,
                    SnapshotEvent.Restored,
                    SnapshotEvent.BranchRestored {
        Xid xid();
    }

    /** Forced before any id of the range is heard of, so no id is given twice, whatever is lost. */
    record IdsReserved(long from, long upTo) implements Event {
        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            c.ids().reserve(from, upTo);
        }
    }

    /** Rides in its first branch's record. Without a branch nothing was done, so it may die with the process. */
    record Began(Begun begun) implements OfTransaction {
        @Override
        public Xid xid() {
            return begun.xid();
        }

        @Override
        public Durability durability() {
            return begun.isSaga() ? Durability.FORCED : Durability.NONE;
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            c.ids().used(begun.xid());
            c.become(this, new Active(begun, List.of()), at);
        }
    }

    /**
     * Forced: the participant commits locally right after. The branch, its locks and, the first time, the begin are one
     * record.
     *
     * @param begun of a transaction that is in no record yet, else null
     */
    record BranchRegistered(Xid xid, @Nullable Begun begun, Branch branch) implements OfTransaction {
        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            c.ids().used(branch.id());
            GlobalTx known = c.find(xid);
            if (known instanceof Finishing saga && saga.isSaga() && branch.type() == BranchType.SAGA) {
                c.become(this, saga.with(branch), at);
                return;
            }
            c.locks().take(xid, branch);
            Active tx = begun != null && known.stage() == TransactionState.UNKNOWN
                    ? new Active(begun, List.of())
                    : c.expect(Active.class, xid);
            c.become(this, tx.with(branch), at);
        }
    }

    /** Forced: what a TCC participant was told is safe must be handed back in phase two. */
    record BranchReported(
            Xid xid,
            BranchId branch,
            BranchStatus status,
            @Nullable String applicationData) implements OfTransaction {
        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            if (c.find(xid) instanceof Finishing saga
                    && saga.isSaga()
                    && GlobalTx.find(branch, saga.branches()).isPresent()) {
                c.become(this, saga.reported(branch, status, applicationData), at);
                return;
            }
            Active tx = c.expect(Active.class, xid);
            if (!tx.has(branch)) {
                throw misfit(xid, branch, tx);
            }
            c.become(this, tx.reported(branch, status, applicationData), at);
        }
    }

    /** Forced: the atomicity point. The changes are final, so the rows are free with the same record. */
    record CommitDecided(Xid xid) implements OfTransaction {
        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            Active tx = c.expect(Active.class, xid);
            tx.branches().forEach(branch -> c.locks().release(xid, branch));
            c.become(this, tx.decided(Outcome.COMMIT, Cause.USER), at);
        }
    }

    /**
     * Forced, before the first branch is told: open transactions survive a restart, so a missing record would not mean
     * rollback. The rows stay locked until they are undone.
     */
    record RollbackDecided(Xid xid, Cause cause) implements OfTransaction {
        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            Active tx = c.expect(Active.class, xid);
            GlobalTx next = tx.decided(Outcome.ROLLBACK, cause);
            tx.branches().stream()
                    .filter(branch -> !next.owes(branch.id()))
                    .forEach(branch -> c.locks().release(xid, branch));
            c.become(this, next, at);
        }
    }

    /** A transaction that is in no record ended without a branch: there is nothing to write. */
    record EndedEmpty(Xid xid, Outcome outcome, Cause cause) implements OfTransaction {
        @Override
        public Durability durability() {
            return Durability.NONE;
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            c.become(this, c.expect(Active.class, xid).decided(outcome, cause), at);
        }
    }

    /**
     * The process has started again and everything is replayed. In no record: the snapshot that is written next shows
     * what it changed. Ids handed out but lost are skipped; nobody runs out of time and nothing is forgotten because the
     * coordinator was away, or by its clock seems to have been.
     */
    record Restarted() implements Event {
        @Override
        public Durability durability() {
            return Durability.NONE;
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            c.ids().skipReserved();
            c.postponeDeadlines(at);
            c.rememberOnFrom(at);
        }
    }

    static IllegalStateException misfit(Xid xid, BranchId branch, GlobalTx tx) {
        return new IllegalStateException(
                "Expected transaction " + xid + " to have an open branch " + branch + ", but it is " + tx);
    }
}
