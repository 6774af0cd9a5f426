package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A fact about a transaction whose outcome is decided: how far its branches are, and what an operator wants. */
public sealed interface PhaseTwoEvent extends Event.OfTransaction {

    @Override
    default Durability durability() {
        return Durability.FORCED;
    }

    @Override
    default Touched applyTo(State state, Instant at) {
        OpenTransaction tx = state.expectFinishing(xid());
        return change(state, tx, tx.state().state(), at);
    }

    /** @param from where the transaction stood before */
    Touched change(State state, OpenTransaction tx, TransactionState from, Instant at);

    /** Lazy: if it is lost the outcome is delivered again, and doing it twice is harmless. */
    record BranchFinished(Xid xid, BranchId branch) implements PhaseTwoEvent {
        @Override
        public Durability durability() {
            return Durability.LAZY;
        }

        @Override
        public Touched change(State state, OpenTransaction tx, TransactionState from, Instant at) {
            OutcomeAndCause decision = decision(tx);
            BranchState done = unfinished(tx, branch);
            if (tx.isSaga()) {
                throw Event.misfit(xid, branch, tx.state());
            }
            if (decision.outcome() == Outcome.ROLLBACK) {
                state.locks().release(xid, done.branch());
            }
            BranchId before = tx.next();
            tx.finish(done);
            if (tx.branches().unfinished() == 0) {
                Ending ending = new Ending(decision.outcome(), decision.cause(), false, false);
                return state.end(this, from, tx, ending, null, at);
            }
            state.stepped(this, from, tx);
            return Touched.branch(tx, branch, before, tx.next());
        }
    }

    /**
     * Forced, before the first call to an XA branch: so that a later XAER_NOTA can mean that an earlier call, perhaps
     * sent before a restart, has ended the branch.
     */
    record DeliveryRecorded(Xid xid, BranchId branch) implements PhaseTwoEvent {
        @Override
        public Touched change(State state, OpenTransaction tx, TransactionState from, Instant at) {
            tx.record(unfinished(tx, branch));
            state.stepped(this, from, tx);
            return Touched.branch(tx, branch, null, null);
        }
    }

    /** Lazy: if it is lost the outcome is delivered again, and the branch says the same again. Its locks stay. */
    record BranchParked(Xid xid, BranchId branch, String reason, int attempts, boolean retried)
            implements PhaseTwoEvent {
        @Override
        public Durability durability() {
            return Durability.LAZY;
        }

        @Override
        public Touched change(State state, OpenTransaction tx, TransactionState from, Instant at) {
            BranchState found = unfinished(tx, branch);
            if (found.isGivenUp()) {
                throw Event.misfit(xid, branch, tx.state());
            }
            BranchId before = tx.next();
            tx.park(found, new Parked(branch, reason, at, attempts, retried));
            state.stepped(this, from, tx);
            return Touched.branch(tx, branch, before, tx.next());
        }
    }

    /** An operator wants it delivered now, to the branches that were given up too. */
    record RetryAsked(Xid xid) implements PhaseTwoEvent {
        @Override
        public Touched change(State state, OpenTransaction tx, TransactionState from, Instant at) {
            tx.retry();
            state.stepped(this, from, tx);
            return Touched.whole(tx);
        }
    }

    /** Nothing is delivered any more, also after a restart. */
    record DeliveryPaused(Xid xid) implements PhaseTwoEvent {
        @Override
        public Touched change(State state, OpenTransaction tx, TransactionState from, Instant at) {
            return pause(this, state, tx, from, at);
        }
    }

    record DeliveryResumed(Xid xid) implements PhaseTwoEvent {
        @Override
        public Touched change(State state, OpenTransaction tx, TransactionState from, Instant at) {
            return pause(this, state, tx, from, null);
        }
    }

    /** By an operator: what is left of the decided outcome is given up, and the rows are free. */
    record Abandoned(Xid xid, String reason) implements PhaseTwoEvent {
        @Override
        public Touched change(State state, OpenTransaction tx, TransactionState from, Instant at) {
            OutcomeAndCause decision = decision(tx);
            if (decision.outcome() == Outcome.ROLLBACK) {
                for (BranchState branch : tx.branches().all()) {
                    if (!branch.finished()) {
                        state.locks().release(xid, branch.branch());
                    }
                }
            }
            Ending ending = new Ending(decision.outcome(), decision.cause(), false, true);
            return state.end(this, from, tx, ending, reason, at);
        }
    }

    private static Touched pause(
            PhaseTwoEvent event, State state, OpenTransaction tx, TransactionState from, @Nullable Instant since) {
        tx.pause(since);
        state.stepped(event, from, tx);
        return Touched.whole(tx);
    }

    private static OutcomeAndCause decision(OpenTransaction tx) {
        OutcomeAndCause decision = tx.decision();
        if (decision == null) {
            throw new IllegalStateException("Expected transaction " + tx.xid() + " to be decided");
        }
        return decision;
    }

    private static BranchState unfinished(OpenTransaction tx, BranchId branch) {
        return new Finishing(tx, decision(tx))
                .unfinished(branch)
                .orElseThrow(() -> Event.misfit(tx.xid(), branch, tx.state()));
    }
}
