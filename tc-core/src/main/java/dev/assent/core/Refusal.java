package dev.assent.core;

/** Why a request changed nothing. */
public enum Refusal {
    UNKNOWN_TRANSACTION,
    UNKNOWN_BRANCH,
    /** Committed, or going to be. */
    COMMITTED,
    /** Rolled back, or going to be. */
    ROLLED_BACK,
    LOCKED,
    /** Locked by a transaction that is rolling back and may need a database row the asker holds. */
    LOCKED_BY_ROLLBACK,
    MALFORMED,
    /** For an operator: there is no outcome yet that could be delivered. */
    UNDECIDED,
    /** For an operator: nothing is left to deliver. */
    ENDED,
    /** For an operator: delivery is paused. */
    PAUSED,
    UNSUPPORTED,
    /** A name or a mark does not fit the database. */
    OTHER_DATABASE,
    /** No room for new work; what is open can still be ended. */
    NO_SPACE
}
