package dev.assent.testkit;

import dev.assent.core.TransactionState;
import dev.assent.model.Cause;
import org.jspecify.annotations.Nullable;

/** States and causes in words. */
final class States {
    private States() {}

    /** Completes the sentence "but it is ". */
    static String words(TransactionState state, @Nullable Cause cause) {
        return words(state) + (cause == null ? "" : " (decided by " + words(cause) + ")");
    }

    private static String words(TransactionState state) {
        return switch (state) {
            case UNKNOWN -> "not known to the coordinator: it never began there, or its end was forgotten";
            case ACTIVE -> "open";
            case COMMITTING -> "decided to commit, and not every branch has the outcome";
            case ROLLING_BACK -> "being rolled back, and not every branch is undone";
            case COMMIT_FAILED -> "decided to commit, and a branch is parked";
            case ROLLBACK_FAILED -> "decided to roll back, and a branch is parked";
            case COMMITTED -> "committed";
            case ROLLED_BACK -> "rolled back";
            case COMMIT_ABANDONED -> "decided to commit, and ended by an operator";
            case ROLLBACK_ABANDONED -> "decided to roll back, and ended by an operator";
        };
    }

    static String words(Cause cause) {
        return switch (cause) {
            case USER -> "its application";
            case TIMEOUT -> "its time-out";
            case BRANCH -> "a branch that failed";
            case OPERATOR -> "an operator";
        };
    }
}
