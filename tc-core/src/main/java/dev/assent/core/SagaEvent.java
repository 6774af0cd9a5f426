package dev.assent.core;

import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;

/** What a saga's engine has made of it. Forced: the engine forgets a saga that it has reported. */
public sealed interface SagaEvent extends Event.OfTransaction {

    @Override
    default Durability durability() {
        return Durability.FORCED;
    }

    /** The engine's last word. */
    record SagaEnded(Xid xid, Outcome outcome, Cause cause) implements SagaEvent {
        @Override
        public void applyTo(Coordinator c, Instant at) {
            GlobalTx tx = c.find(xid);
            boolean saga = tx instanceof Active active
                    ? Saga.is(active.begun(), active.branches())
                    : tx instanceof Finishing finishing && finishing.isSaga();
            if (!saga) {
                throw new IllegalStateException("Expected transaction " + xid + " to be a saga's, but it is " + tx);
            }
            c.become(this, new Finished(xid, new Ending(outcome, cause, false, false)), at);
        }
    }

    /** The engine goes the other way than was decided. */
    record SagaTurned(Xid xid, Outcome outcome, Cause cause) implements SagaEvent {
        @Override
        public void applyTo(Coordinator c, Instant at) {
            Finishing tx = c.expect(Finishing.class, xid);
            if (!tx.isSaga()) {
                throw new IllegalStateException("Expected transaction " + xid + " to be a saga's, but it is " + tx);
            }
            c.become(this, Saga.turned(tx, this), at);
        }
    }
}
