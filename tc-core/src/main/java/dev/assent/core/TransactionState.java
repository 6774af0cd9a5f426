package dev.assent.core;

/** The state of a global transaction: active, finishing or finished, with the outcome. */
public enum TransactionState {
    /** Never began, or ended and was forgotten. */
    UNKNOWN,
    ACTIVE,
    /** Decided; it is being delivered to the branches. */
    COMMITTING,
    /** Decided; branches are being undone, the last one first. */
    ROLLING_BACK,
    /** Decided to commit, but a branch says it never can. */
    COMMIT_FAILED,
    /** Decided to roll back, but a branch cannot be undone; locks are kept. */
    ROLLBACK_FAILED,
    COMMITTED,
    ROLLED_BACK,
    /** Decided to commit, and an operator ended it before every branch had. */
    COMMIT_ABANDONED,
    /** Decided to roll back, and an operator ended it before every branch was undone. */
    ROLLBACK_ABANDONED;

    boolean isCommit() {
        return this == COMMITTING || this == COMMIT_FAILED || this == COMMITTED || this == COMMIT_ABANDONED;
    }
}
