package dev.assent.protocol;

import java.util.Optional;

/**
 * Why a request was not carried out. The first nineteen have the same number everywhere; the others moved when 2.0 put
 * one of its own before them, so their number depends on the peer.
 */
public enum ExceptionCode {
    UNKNOWN,
    BEGIN_FAILED,
    LOCK_KEY_CONFLICT,
    IO,
    BRANCH_ROLLBACK_FAILED_RETRIABLE,
    BRANCH_ROLLBACK_FAILED_UNRETRIABLE,
    BRANCH_REGISTER_FAILED,
    BRANCH_REPORT_FAILED,
    LOCKABLE_CHECK_FAILED,
    BRANCH_TRANSACTION_NOT_EXIST,
    GLOBAL_TRANSACTION_NOT_EXIST,
    GLOBAL_TRANSACTION_NOT_ACTIVE,
    GLOBAL_TRANSACTION_STATUS_INVALID,
    FAILED_TO_SEND_BRANCH_COMMIT_REQUEST,
    FAILED_TO_SEND_BRANCH_ROLLBACK_REQUEST,
    FAILED_TO_ADD_BRANCH,
    FAILED_LOCK_GLOBAL_TRANSACTION,
    FAILED_WRITE_SESSION,
    FAILED_STORE,
    /**
     * The caller must not wait: the holder of the row is rolling back and may need a row that the caller holds. Since
     * 1.5.
     */
    LOCK_KEY_CONFLICT_FAIL_FAST,
    /** Since 1.7. */
    TRANSACTION_TIMEOUT,
    /** Since 1.7. */
    COMMIT_HEURISTIC,
    /** Since 1.7. */
    BROKEN,
    /** Since 2.0. */
    NOT_RAFT_LEADER;

    private static final int FIRST_MOVED = 19;
    private static final ExceptionCode[] UP_TO_1_4 = {};
    private static final ExceptionCode[] FROM_1_5 = {LOCK_KEY_CONFLICT_FAIL_FAST};
    private static final ExceptionCode[] FROM_1_7 = {
        LOCK_KEY_CONFLICT_FAIL_FAST, TRANSACTION_TIMEOUT, COMMIT_HEURISTIC, BROKEN
    };
    private static final ExceptionCode[] FROM_2_0 = {
        NOT_RAFT_LEADER, LOCK_KEY_CONFLICT_FAIL_FAST, TRANSACTION_TIMEOUT, COMMIT_HEURISTIC, BROKEN
    };
    private static final ExceptionCode[] ALL = values();

    /** For answers to this peer: a code that it lacks becomes the nearest it has, {@link #UNKNOWN} at worst. */
    @SuppressWarnings("EnumOrdinal") // up to FAILED_STORE the order is the protocol
    public int toWire(Version peer) {
        if (compareTo(FAILED_STORE) <= 0) {
            return ordinal();
        }
        ExceptionCode[] moved = moved(peer);
        for (int i = 0; i < moved.length; i++) {
            if (moved[i] == this) {
                return FIRST_MOVED + i;
            }
        }
        return (this == LOCK_KEY_CONFLICT_FAIL_FAST ? LOCK_KEY_CONFLICT : UNKNOWN).toWire(peer);
    }

    /**
     * What the number means when this peer sends it.
     *
     * @return empty if a peer of that version has no such code
     */
    public static Optional<ExceptionCode> ofWire(int code, Version peer) {
        if (code >= 0 && code < FIRST_MOVED) {
            return Optional.of(ALL[code]);
        }
        ExceptionCode[] moved = moved(peer);
        int place = code - FIRST_MOVED;
        return place >= 0 && place < moved.length ? Optional.of(moved[place]) : Optional.empty();
    }

    private static ExceptionCode[] moved(Version peer) {
        if (peer.isAtLeast(Version.V2_0)) {
            return FROM_2_0;
        }
        if (peer.isAtLeast(Version.V1_7)) {
            return FROM_1_7;
        }
        return peer.understandsBatchResult() ? FROM_1_5 : UP_TO_1_4;
    }
}
