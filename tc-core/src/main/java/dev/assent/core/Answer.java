package dev.assent.core;

import dev.assent.core.Reply.Explained;
import dev.assent.core.Reply.Stands;
import dev.assent.model.Xid;
import org.jspecify.annotations.Nullable;

/** The answer to the sender of a command: read off the state once the facts of the decision are applied. */
sealed interface Answer {
    /** Null if no sender waits for it. */
    @Nullable
    Reply read(View after);

    /** For timers and participants: they wait for no answer. */
    record Silence() implements Answer {
        @Override
        public @Nullable Reply read(View after) {
            return null;
        }
    }

    record Known(Reply reply) implements Answer {
        @Override
        public Reply read(View after) {
            return reply;
        }
    }

    record StatusOf(Xid xid) implements Answer {
        @Override
        public Reply read(View after) {
            return new Stands(xid, after.find(xid).status());
        }
    }

    /** A branch that wanted to join a decided transaction is refused with the outcome. */
    record TooLate(Xid xid) implements Answer {
        @Override
        public Reply read(View after) {
            TransactionStatus status = after.find(xid).status();
            return status.state().isCommit() ? CoreErrors.committed(xid) : CoreErrors.rolledBack(xid, status);
        }
    }

    /** @param sentence for the operator; {@code %s} in it, if any, becomes what is delivered to now */
    record Explanation(Xid xid, String sentence) implements Answer {
        @Override
        public Reply read(View after) {
            GlobalTx tx = after.find(xid);
            String whole = tx instanceof Finishing finishing
                    ? sentence.replace("%s", OperatorAction.deliveries(finishing))
                    : sentence;
            return new Explained(xid, tx.status(), whole);
        }
    }
}
