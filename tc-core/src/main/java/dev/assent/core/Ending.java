package dev.assent.core;

import dev.assent.model.Cause;
import dev.assent.model.Outcome;

/**
 * How a transaction ended: all that is remembered of it.
 *
 * @param empty it had no branches
 */
public record Ending(Outcome outcome, Cause cause, boolean empty) {
    Stage stage() {
        return outcome == Outcome.COMMIT ? Stage.COMMITTED : Stage.ROLLED_BACK;
    }
}
