package dev.assent.saga.run;

import dev.assent.saga.definition.Choice;
import org.jspecify.annotations.Nullable;

/** Where a Choice leads. */
record Choosing(Evaluator evaluator, Work work) {
    /** Null if no condition holds and it has no default. A {@code Next} of the Choice wins over all of them. */
    @Nullable
    String next(Choice choice) {
        if (choice.next() != null) {
            return choice.next();
        }
        for (Choice.Branch branch : choice.choices()) {
            if (evaluator.test(branch.expression(), work.context, work.failure)) {
                return branch.next();
            }
        }
        return choice.defaultState();
    }
}
