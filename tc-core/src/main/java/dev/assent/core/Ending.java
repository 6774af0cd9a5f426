package dev.assent.core;

import dev.assent.model.Cause;
import dev.assent.model.Outcome;

/**
 * How a transaction ended: all that is remembered of it.
 *
 * @param empty it had no branches
 * @param abandoned an operator ended it before every branch had acknowledged the outcome
 */
public record Ending(Outcome outcome, Cause cause, boolean empty, boolean abandoned) {
    TransactionState state() {
        if (abandoned) {
            return outcome == Outcome.COMMIT ? TransactionState.COMMIT_ABANDONED : TransactionState.ROLLBACK_ABANDONED;
        }
        return outcome == Outcome.COMMIT ? TransactionState.COMMITTED : TransactionState.ROLLED_BACK;
    }
}
