package dev.assent.demo.audit;

import dev.assent.model.GlobalStatus;

/** What a customer was told about a purchase in the end. */
public enum Claim {
    COMMITTED,
    ROLLED_BACK,
    /** Nobody could say any more; the books must still be whole. */
    UNKNOWN;

    /** What the coordinator's word means: a decision counts, be phase two over or not. Unknown while it is open, too. */
    public static Claim of(GlobalStatus status) {
        return switch (status) {
            case COMMITTED, ASYNC_COMMITTING, COMMITTING, COMMIT_RETRYING -> COMMITTED;
            case ROLLBACKED,
                    ROLLBACKING,
                    ROLLBACK_RETRYING,
                    TIMEOUT_ROLLBACKED,
                    TIMEOUT_ROLLBACKING,
                    TIMEOUT_ROLLBACK_RETRYING -> ROLLED_BACK;
            default -> UNKNOWN;
        };
    }
}
