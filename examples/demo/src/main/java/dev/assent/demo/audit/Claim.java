package dev.assent.demo.audit;

import dev.assent.model.GlobalStatus;

/** The outcome of a purchase as its customer got it. */
public enum Claim {
    COMMITTED,
    ROLLED_BACK,
    /** The outcome could not be found out; the databases must still agree with each other. */
    UNKNOWN;

    /**
     * The outcome that a status stands for. A decision counts whether phase two has ended or not; an open one is
     * unknown.
     */
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
