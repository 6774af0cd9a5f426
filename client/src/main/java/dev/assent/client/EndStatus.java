package dev.assent.client;

import dev.assent.model.GlobalStatus;

/** What a status says about the end of a transaction, for who asks whether it is commit or rollback. */
enum EndStatus {
    OPEN,
    /** Decided, and done as far as the caller can tell. */
    COMMITTED,
    /** Decided, branches are being told. */
    COMMITTING,
    /** Decided, but a branch was given up. */
    COMMIT_STUCK,
    ROLLED_BACK,
    ROLLING_BACK,
    /** Decided, but a branch cannot be undone. */
    ROLLBACK_STUCK,
    /** Ended and no longer known, or never was. */
    FORGOTTEN,
    UNCLEAR;

    static EndStatus of(GlobalStatus status) {
        return switch (status) {
            case BEGIN -> OPEN;
            case COMMITTED, ASYNC_COMMITTING -> COMMITTED;
            case COMMITTING, COMMIT_RETRYING -> COMMITTING;
            case COMMIT_FAILED, COMMIT_RETRY_TIMEOUT, STOP_COMMIT_OR_COMMIT_RETRY -> COMMIT_STUCK;
            case ROLLBACKED, TIMEOUT_ROLLBACKED -> ROLLED_BACK;
            case ROLLBACKING, ROLLBACK_RETRYING, TIMEOUT_ROLLBACKING, TIMEOUT_ROLLBACK_RETRYING -> ROLLING_BACK;
            case ROLLBACK_FAILED, TIMEOUT_ROLLBACK_FAILED, ROLLBACK_RETRY_TIMEOUT, STOP_ROLLBACK_OR_ROLLBACK_RETRY ->
                ROLLBACK_STUCK;
            case FINISHED -> FORGOTTEN;
            case UNKNOWN, DELETING -> UNCLEAR;
        };
    }

    boolean isRollback() {
        return this == ROLLED_BACK || this == ROLLING_BACK || this == ROLLBACK_STUCK;
    }
}
