package dev.assent.core;

import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a saga's engine has made of it. Forced: the engine forgets a saga that it has reported. */
public sealed interface SagaEvent extends Event.OfTransaction {

    @Override
    default Durability durability() {
        return Durability.FORCED;
    }

    /** The final report of the engine. */
    record SagaEnded(Xid xid, Outcome outcome, Cause cause) implements SagaEvent {
        @Override
        public Touched applyTo(State state, Instant at) {
            OpenTransaction tx = saga(state, xid, state.openOrNull(xid));
            return state.end(this, tx.state().state(), tx, new Ending(outcome, cause, false, false), null, at);
        }
    }

    /** The engine goes the other way than was decided. */
    record SagaTurned(Xid xid, Outcome outcome, Cause cause) implements SagaEvent {
        @Override
        public Touched applyTo(State state, Instant at) {
            OpenTransaction tx = saga(state, xid, state.expectFinishing(xid));
            TransactionState from = tx.state().state();
            tx.turn(new OutcomeAndCause(outcome, cause));
            state.stepped(this, from, tx);
            return Touched.whole(tx);
        }
    }

    private static OpenTransaction saga(State state, Xid xid, @Nullable OpenTransaction tx) {
        if (tx == null || !tx.isSaga()) {
            throw new IllegalStateException(
                    "Expected transaction " + xid + " to be a saga's, but it is " + state.find(xid));
        }
        return tx;
    }
}
