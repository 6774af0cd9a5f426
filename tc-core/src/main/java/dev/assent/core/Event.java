package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.Cause;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fact. It carries what was decided, so that a later version which decides otherwise replays the same. What can be
 * found again after a crash is no fact: how often a branch was called, which clients are connected and which wait.
 */
public sealed interface Event
        permits Event.OfTransaction,
                Event.IdsReserved,
                Event.TermBegan,
                Event.DatabaseNamed,
                Event.MarkOrdered,
                SnapshotEvent {

    Durability durability();

    /** Changes the state; called live, in replay and when a snapshot is read, by {@link Coordinator#apply} alone. */
    Touched applyTo(State state, Instant at);

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

    /** Forced before any id of the range leaves the process, so no id is given twice, whatever is lost. */
    record IdsReserved(long from, long upTo) implements Event {
        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public Touched applyTo(State state, Instant at) {
            state.ids().reserve(from, upTo);
            return Touched.NOTHING;
        }
    }

    /**
     * A name stands for the database with this mark, until the next such fact (P10). Forced: who may lock a row depends on
     * it. The locks that are held by the name alone become locks of that database; a row that two hold then stays with both
     * until they end.
     */
    record DatabaseNamed(String name, DatabaseMark mark) implements Event {
        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public Touched applyTo(State state, Instant at) {
            state.nameDatabase(name, mark);
            return Touched.NOTHING;
        }
    }

    /** What an operator has ordered for the next database of a name, until such a database is named with that mark. */
    record MarkOrdered(String name, MarkOrder order) implements Event {
        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public Touched applyTo(State state, Instant at) {
            state.names().order(name, order);
            return Touched.NOTHING;
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
        public Touched applyTo(State state, Instant at) {
            TransactionState from = state.state(xid());
            state.ids().used(begun.xid());
            OpenTransaction tx = state.begin(begun);
            state.stepped(this, from, tx);
            return Touched.noBranch(tx);
        }
    }

    /**
     * Forced: the participant commits locally right after. The branch, its locks and, the first time, the begin are one
     * record.
     *
     * @param begun of a transaction that is not recorded yet, else null
     */
    record BranchRegistered(Xid xid, @Nullable Begun begun, Branch branch) implements OfTransaction {
        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public Touched applyTo(State state, Instant at) {
            Branch placed = state.placed(branch);
            state.ids().used(branch.id());
            TransactionState from = state.state(xid);
            OpenTransaction known = state.openOrNull(xid);
            OpenTransaction tx;
            if (known == null && begun != null && from == TransactionState.UNKNOWN) {
                tx = state.begin(begun);
            } else if (known != null && known.decision() != null && known.isSaga() && mode().engineDecides()) {
                tx = known;
            } else {
                tx = state.expectActive(xid);
            }
            if (mode().locksRows()) {
                state.locks().take(tx.xid(), placed);
            }
            if (!tx.join(BranchState.of(placed))) {
                throw misfit(xid, branch.id(), tx.state());
            }
            state.joined(xid, branch);
            state.queue().took(xid, placed.rows());
            state.stepped(this, from, tx);
            return Touched.noBranch(tx);
        }

        private BranchMode mode() {
            return BranchMode.of(branch.type());
        }
    }

    /** Forced: what was acknowledged to a TCC participant must be handed back in phase two. */
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
        public Touched applyTo(State state, Instant at) {
            OpenTransaction known = state.openOrNull(xid);
            boolean late = known != null && known.decision() != null && known.isSaga();
            OpenTransaction tx = late && known != null ? known : state.expectActive(xid);
            TransactionState from = tx.state().state();
            BranchState joined = tx.branches().find(branch).orElseThrow(() -> misfit(xid, branch, tx.state()));
            state.reported(joined.branch().applicationData(), applicationData);
            tx.report(joined, status, applicationData);
            state.stepped(this, from, tx);
            return Touched.noBranch(tx);
        }
    }

    /**
     * Forced: the atomicity point. The changes are final, so the rows are free with the same record.
     *
     * @param withoutPhaseTwo the branches that have nothing to commit, or have ended by themselves
     */
    record CommitDecided(Xid xid, List<BranchId> withoutPhaseTwo) implements OfTransaction {
        public CommitDecided {
            withoutPhaseTwo = List.copyOf(withoutPhaseTwo);
        }

        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public Touched applyTo(State state, Instant at) {
            OpenTransaction tx = state.expectActive(xid);
            for (BranchState branch : tx.branches().all()) {
                state.locks().release(xid, branch.branch());
            }
            tx.decide(Outcome.COMMIT, new OutcomeAndCause(Outcome.COMMIT, Cause.USER), withoutPhaseTwo);
            return decided(state, this, tx, Cause.USER, Outcome.COMMIT, at);
        }
    }

    /**
     * Forced, before the first branch hears of it: open transactions survive a restart, so a missing record would not mean
     * rollback. The rows stay locked until they are undone.
     *
     * @param withoutPhaseTwo the branches that have ended by themselves
     */
    record RollbackDecided(Xid xid, Cause cause, List<BranchId> withoutPhaseTwo) implements OfTransaction {
        public RollbackDecided {
            withoutPhaseTwo = List.copyOf(withoutPhaseTwo);
        }

        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public Touched applyTo(State state, Instant at) {
            OpenTransaction tx = state.expectActive(xid);
            for (BranchId over : withoutPhaseTwo) {
                tx.branches().find(over).ifPresent(b -> state.locks().release(xid, b.branch()));
            }
            tx.decide(Outcome.ROLLBACK, new OutcomeAndCause(Outcome.ROLLBACK, cause), withoutPhaseTwo);
            return decided(state, this, tx, cause, Outcome.ROLLBACK, at);
        }
    }

    private static Touched decided(
            State state, OfTransaction event, OpenTransaction tx, Cause cause, Outcome outcome, Instant at) {
        state.queue().decided(tx, outcome);
        boolean over = !tx.isSaga() && tx.branches().unfinished() == 0;
        if (over) {
            Ending ending = new Ending(outcome, cause, tx.branches().isEmpty(), false);
            return state.end(event, TransactionState.ACTIVE, tx, ending, null, at);
        }
        state.stepped(event, TransactionState.ACTIVE, tx);
        return Touched.whole(tx);
    }

    /** A transaction that is not recorded ended without a branch: there is nothing to write. */
    record EndedEmpty(Xid xid, Outcome outcome, Cause cause) implements OfTransaction {
        @Override
        public Durability durability() {
            return Durability.NONE;
        }

        @Override
        public Touched applyTo(State state, Instant at) {
            OpenTransaction tx = state.expectActive(xid);
            if (tx.isJournaled()) {
                throw new IllegalStateException(
                        "Expected transaction " + xid + " to have no branches, but it is " + tx.state());
            }
            state.queue().decided(tx, outcome);
            return state.end(this, TransactionState.ACTIVE, tx, new Ending(outcome, cause, true, false), null, at);
        }
    }

    /**
     * A run of the coordinator has begun, and everything before it is replayed. Recorded and forced before the first
     * reply, with all that it depends on, so that two copies of the state which apply it are equal.
     *
     * @param epoch of the journal
     * @param node names the process among others
     * @param idBase the lowest id of this run: above all ids that any earlier run can have given out, also a run whose
     *     records were lost
     * @param grace how long every open transaction lives at least from now on; zero if a grace was given lately, or
     *     nothing needs one
     * @param memorySpan how long the outcome of a finished transaction is remembered at least
     */
    record TermBegan(long epoch, String node, long idBase, Duration grace, Duration memorySpan) implements Event {
        @Override
        public Durability durability() {
            return Durability.FORCED;
        }

        @Override
        public Touched applyTo(State state, Instant at) {
            state.ids().skipTo(idBase);
            Instant earliest = at.plus(grace);
            for (OpenTransaction tx : state.open()) {
                tx.surviveRestart();
                if (!grace.isZero() && tx.isTimedOutBefore(earliest)) {
                    tx.postpone(earliest);
                }
            }
            state.rememberOnFrom(at, memorySpan);
            state.terms().began(this, at);
            state.names().began();
            return Touched.NOTHING;
        }
    }

    static IllegalStateException misfit(Xid xid, BranchId branch, GlobalTx tx) {
        return new IllegalStateException(
                "Expected transaction " + xid + " to have an open branch " + branch + ", but it is " + tx);
    }
}
