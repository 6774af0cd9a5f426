package dev.assent.client;

import dev.assent.model.Cause;
import dev.assent.protocol.OutcomeCode;
import dev.assent.protocol.OutcomeDetail;

/** An outcome in words, for error messages: each completes "the transaction is ". No program reads them. */
final class OutcomeWords {
    private OutcomeWords() {}

    static String of(OutcomeDetail detail) {
        Cause cause = detail.cause();
        String decided = cause == null ? "" : "decided by " + of(cause);
        String empty = detail.empty() ? "it had no branches" : "";
        String more = decided + (decided.isEmpty() || empty.isEmpty() ? "" : ", ") + empty;
        return of(detail.code()) + (more.isEmpty() ? "" : " (" + more + ")");
    }

    static String of(OutcomeCode code) {
        return switch (code) {
            case UNKNOWN -> "unknown to the coordinator";
            case OPEN -> "open";
            case COMMITTING -> "being committed";
            case COMMITTED -> "committed";
            case COMMIT_FAILED -> "decided to commit, but a branch cannot commit without a person";
            case COMMIT_ABANDONED -> "decided to commit, but an operator ended it before every branch had committed";
            case ROLLING_BACK -> "being rolled back";
            case ROLLED_BACK -> "rolled back";
            case ROLLBACK_FAILED -> "decided to roll back, but a branch cannot be undone without a person";
            case ROLLBACK_ABANDONED -> "decided to roll back, but an operator ended it before every branch was undone";
            case UNRECOGNISED -> "in a state that this client does not know";
        };
    }

    static String of(Cause cause) {
        return switch (cause) {
            case USER -> "its application";
            case TIMEOUT -> "its time-out";
            case BRANCH -> "a branch that failed";
            case OPERATOR -> "an operator";
        };
    }
}
