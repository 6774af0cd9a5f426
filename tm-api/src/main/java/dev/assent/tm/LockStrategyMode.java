package dev.assent.tm;

/** When row locks are requested. The names are Seata's. */
public enum LockStrategyMode {
    /** Expects no conflict: requests all locks once. */
    OPTIMISTIC,
    /** Expects conflicts: repeats the request until the locks are free or the attempts are used up. */
    PESSIMISTIC
}
