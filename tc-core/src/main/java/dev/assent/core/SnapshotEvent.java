package dev.assent.core;

import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in snapshots only. */
public sealed interface SnapshotEvent extends Event {

    @Override
    default Durability durability() {
        return Durability.LAZY;
    }

    /**
     * A transaction as it stood, without its branches, which follow one by one.
     *
     * @param decision null while it is open; nothing of what follows has a meaning then
     * @param paused since when an operator wants nothing delivered; null if none does
     * @param turn how often a saga's engine has turned round
     * @param engine how far the call to a saga's engine has come
     */
    record Restored(
            Begun begun,
            @Nullable OutcomeAndCause decision,
            @Nullable Instant paused,
            int turn,
            BranchProgress engine) implements SnapshotEvent, Event.OfTransaction {
        @Override
        public Xid xid() {
            return begun.xid();
        }

        @Override
        public Touched applyTo(State state, Instant at) {
            TransactionState from = state.state(xid());
            OpenTransaction tx = state.begin(begun);
            if (decision != null) {
                tx.restore(decision, paused, turn, engine);
            }
            state.stepped(this, from, tx);
            return Touched.whole(tx);
        }
    }

    /** One more branch. A record of its own, so that no transaction outgrows a record. */
    record BranchRestored(Xid xid, Branch branch, BranchProgress progress)
            implements SnapshotEvent, Event.OfTransaction {
        @Override
        public Touched applyTo(State state, Instant at) {
            TransactionState from = state.state(xid);
            OpenTransaction known = state.openOrNull(xid);
            OpenTransaction tx = known == null ? state.expectActive(xid) : known;
            OutcomeAndCause decision = tx.decision();
            Branch placed = state.placed(branch);
            boolean holdsRows = decision == null || (decision.outcome() == Outcome.ROLLBACK && !progress.finished());
            if (holdsRows) {
                state.locks().share(tx.xid(), placed);
            }
            if (!tx.join(new BranchState(placed, progress.finished(), progress.recorded(), progress.parked()))) {
                throw Event.misfit(xid, branch.id(), tx.state());
            }
            state.joined(xid, branch);
            state.stepped(this, from, tx);
            return Touched.whole(tx);
        }
    }

    /** Outcomes of finished transactions; {@code at} says from when. */
    record Remembered(String address, List<Memory> endings) implements SnapshotEvent {
        public Remembered {
            endings = List.copyOf(endings);
        }

        @Override
        public Touched applyTo(State state, Instant at) {
            endings.forEach(memory -> state.ended().remember(address, memory.number(), memory.ending(), at));
            return Touched.NOTHING;
        }
    }

    /** Why a transaction was ended by force, behind its ending and of the same time. */
    record ReasonRemembered(Xid xid, String reason) implements SnapshotEvent {
        @Override
        public Touched applyTo(State state, Instant at) {
            state.ended().rememberWhy(xid, reason, at);
            return Touched.NOTHING;
        }
    }

    /** One finished transaction: the number in its xid, and how it ended. */
    record Memory(long number, Ending ending) {}
}
