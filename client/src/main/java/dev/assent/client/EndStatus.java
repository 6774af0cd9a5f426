package dev.assent.client;

import dev.assent.model.GlobalStatus;

/** What a status says about the end of a transaction to a caller that wants to know whether it is commit or rollback. */
enum EndStatus {
    OPEN,
    /** Decided, and done as far as the caller can see. */
    COMMITTED,
    /** Decided; the coordinator still delivers it to branches. */
    COMMITTING,
    /** Decided, but a branch waits for a person. */
    COMMIT_FAILED,
    ROLLED_BACK,
    ROLLING_BACK,
    /** Decided, but a branch cannot be undone. */
    ROLLBACK_FAILED,
    /** Ended and no longer known, or never was. */
    FORGOTTEN,
    UNCLEAR;

    static EndStatus of(GlobalStatus status) {
        return switch (status) {
            case BEGIN -> OPEN;
            case COMMITTED, ASYNC_COMMITTING -> COMMITTED;
            case COMMITTING, COMMIT_RETRYING -> COMMITTING;
            case COMMIT_FAILED, COMMIT_RETRY_TIMEOUT, STOP_COMMIT_OR_COMMIT_RETRY -> COMMIT_FAILED;
            case ROLLBACKED, TIMEOUT_ROLLBACKED -> ROLLED_BACK;
            case ROLLBACKING, ROLLBACK_RETRYING, TIMEOUT_ROLLBACKING, TIMEOUT_ROLLBACK_RETRYING -> ROLLING_BACK;
            case ROLLBACK_FAILED, TIMEOUT_ROLLBACK_FAILED, ROLLBACK_RETRY_TIMEOUT, STOP_ROLLBACK_OR_ROLLBACK_RETRY ->
                ROLLBACK_FAILED;
            case FINISHED -> FORGOTTEN;
            case UNKNOWN, DELETING -> UNCLEAR;
        };
    }

    boolean isRollback() {
        return this == ROLLED_BACK || this == ROLLING_BACK || this == ROLLBACK_FAILED;
    }
}
