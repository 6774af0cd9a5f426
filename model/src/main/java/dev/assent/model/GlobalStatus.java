package dev.assent.model;

import java.util.Optional;

/**
 * The status of a global transaction, in Seata's numbers, as it is sent to clients. The coordinator itself
 * distinguishes only active, finishing and finished. The order is the wire code: never reorder.
 */
public enum GlobalStatus {
    UNKNOWN,
    BEGIN,
    COMMITTING,
    COMMIT_RETRYING,
    ROLLBACKING,
    ROLLBACK_RETRYING,
    TIMEOUT_ROLLBACKING,
    TIMEOUT_ROLLBACK_RETRYING,
    ASYNC_COMMITTING,
    COMMITTED,
    COMMIT_FAILED,
    ROLLBACKED,
    ROLLBACK_FAILED,
    TIMEOUT_ROLLBACKED,
    TIMEOUT_ROLLBACK_FAILED,
    FINISHED,
    COMMIT_RETRY_TIMEOUT,
    ROLLBACK_RETRY_TIMEOUT,
    DELETING,
    STOP_COMMIT_OR_COMMIT_RETRY,
    STOP_ROLLBACK_OR_ROLLBACK_RETRY;

    /** The byte on the wire. */
    @SuppressWarnings("EnumOrdinal") // the order is the protocol
    public int code() {
        return ordinal();
    }

    public static Optional<GlobalStatus> ofCode(int code) {
        return Coded.of(values(), code);
    }
}
