package dev.assent.model;

import java.util.Optional;

/** The status of a branch, in Seata's numbers. The order is the wire code: never reorder. */
public enum BranchStatus {
    UNKNOWN,
    REGISTERED,
    PHASE_ONE_DONE,
    PHASE_ONE_FAILED,
    PHASE_ONE_TIMEOUT,
    PHASE_TWO_COMMITTED,
    PHASE_TWO_COMMIT_FAILED_RETRYABLE,
    PHASE_TWO_COMMIT_FAILED_UNRETRYABLE,
    PHASE_TWO_ROLLBACKED,
    PHASE_TWO_ROLLBACK_FAILED_RETRYABLE,
    PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE,
    PHASE_TWO_COMMIT_FAILED_XAER_NOTA_RETRYABLE,
    PHASE_TWO_ROLLBACK_FAILED_XAER_NOTA_RETRYABLE,
    PHASE_ONE_RDONLY,
    STOP_RETRY;

    /** The byte on the wire. */
    @SuppressWarnings("EnumOrdinal") // the order is the protocol
    public int code() {
        return ordinal();
    }

    public static Optional<BranchStatus> ofCode(int code) {
        return Coded.of(values(), code);
    }
}
