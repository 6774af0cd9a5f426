package org.apache.seata.core.model;

import dev.assent.seata.SeataErrors;

/** The status of a global transaction by Seata's names. The order is that of the wire. */
public enum GlobalStatus {
    UnKnown,
    Begin,
    Committing,
    CommitRetrying,
    Rollbacking,
    RollbackRetrying,
    TimeoutRollbacking,
    TimeoutRollbackRetrying,
    AsyncCommitting,
    Committed,
    CommitFailed,
    Rollbacked,
    RollbackFailed,
    TimeoutRollbacked,
    TimeoutRollbackFailed,
    Finished,
    CommitRetryTimeout,
    RollbackRetryTimeout,
    Deleting,
    StopCommitOrCommitRetry,
    StopRollbackOrRollbackRetry;

    /** The number on the wire. */
    @SuppressWarnings("EnumOrdinal") // the order is the protocol
    public int getCode() {
        return ordinal();
    }

    /** @throws IllegalArgumentException if no status has this number */
    public static GlobalStatus get(byte code) {
        return get((int) code);
    }

    /** @throws IllegalArgumentException if no status has this number */
    public static GlobalStatus get(int code) {
        GlobalStatus[] all = values();
        if (code < 0 || code >= all.length) {
            throw new IllegalArgumentException(SeataErrors.noSuch("a status", code, all.length - 1));
        }
        return all[code];
    }

    /** Whether it is rolled back, or being rolled back, because its time was over. */
    public static boolean isOnePhaseTimeout(GlobalStatus status) {
        return status == TimeoutRollbacking
                || status == TimeoutRollbackRetrying
                || status == TimeoutRollbacked
                || status == TimeoutRollbackFailed;
    }

    /** Whether every branch has got the outcome. */
    public static boolean isTwoPhaseSuccess(GlobalStatus status) {
        return status == Committed || status == Rollbacked || status == TimeoutRollbacked || status == Deleting;
    }

    /** Whether the coordinator does not know the transaction any more. */
    public static boolean isTwoPhaseHeuristic(GlobalStatus status) {
        return status == Finished;
    }
}
