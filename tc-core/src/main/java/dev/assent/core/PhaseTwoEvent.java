package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;

/** A fact about a transaction whose outcome is decided: how far its branches are, and what an operator wants. */
public sealed interface PhaseTwoEvent extends Event.OfTransaction {

    @Override
    default Durability durability() {
        return Durability.FORCED;
    }

    /** Lazy: if it is lost the branch is told again, and doing it twice is harmless. */
    record BranchFinished(Xid xid, BranchId branch) implements PhaseTwoEvent {
        @Override
        public Durability durability() {
            return Durability.LAZY;
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            Finishing tx = owing(c, xid, branch);
            if (tx.isSaga()) {
                throw Event.misfit(xid, branch, tx);
            }
            if (tx.outcome() == Outcome.ROLLBACK) {
                GlobalTx.find(branch, tx.branches()).ifPresent(done -> c.locks().release(xid, done));
            }
            c.become(this, tx.finished(branch), at);
        }
    }

    /**
     * Forced, before an XA branch is told for the first time: should its database know it no more when it is told again,
     * then because it may have done as told, in an earlier life of the coordinator too.
     */
    record BranchTold(Xid xid, BranchId branch) implements PhaseTwoEvent {
        @Override
        public void applyTo(Coordinator c, Instant at) {
            Finishing tx = owing(c, xid, branch);
            c.become(this, tx.with(tx.progress().told(branch)), at);
        }
    }

    /** Lazy: if it is lost the branch is told again, and says the same again. Its locks stay. */
    record BranchParked(Xid xid, BranchId branch, String reason, int attempts, boolean retried)
            implements PhaseTwoEvent {
        @Override
        public Durability durability() {
            return Durability.LAZY;
        }

        @Override
        public void applyTo(Coordinator c, Instant at) {
            Finishing tx = owing(c, xid, branch);
            if (tx.progress().isGivenUp(branch)) {
                throw Event.misfit(xid, branch, tx);
            }
            c.become(this, tx.with(tx.progress().parked(new Parked(branch, reason, at, attempts, retried))), at);
        }
    }

    /** Those that were given up are owed the outcome again. */
    record RetryAsked(Xid xid) implements PhaseTwoEvent {
        @Override
        public void applyTo(Coordinator c, Instant at) {
            Finishing tx = c.expect(Finishing.class, xid);
            c.become(this, tx.with(tx.progress().retried()), at);
        }
    }

    /** Nobody is told any more, in later lives neither. */
    record RetriesStopped(Xid xid) implements PhaseTwoEvent {
        @Override
        public void applyTo(Coordinator c, Instant at) {
            Finishing tx = c.expect(Finishing.class, xid);
            c.become(this, tx.with(tx.progress().stopped(at)), at);
        }
    }

    record RetriesResumed(Xid xid) implements PhaseTwoEvent {
        @Override
        public void applyTo(Coordinator c, Instant at) {
            Finishing tx = c.expect(Finishing.class, xid);
            c.become(this, tx.with(tx.progress().stopped(null)), at);
        }
    }

    /** An operator's word: what is left of the decided outcome is given up, and the rows are free. */
    record Abandoned(Xid xid, String reason) implements PhaseTwoEvent {
        @Override
        public void applyTo(Coordinator c, Instant at) {
            Finishing tx = c.expect(Finishing.class, xid);
            if (tx.outcome() == Outcome.ROLLBACK) {
                tx.unfinished().forEach(branch -> c.locks().release(xid, branch));
            }
            c.become(this, Intervention.abandoned(tx, reason), at);
        }
    }

    private static Finishing owing(Coordinator c, Xid xid, BranchId branch) {
        Finishing tx = c.expect(Finishing.class, xid);
        if (!tx.owes(branch)) {
            throw Event.misfit(xid, branch, tx);
        }
        return tx;
    }
}
