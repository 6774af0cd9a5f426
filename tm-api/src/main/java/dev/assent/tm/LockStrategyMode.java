package dev.assent.tm;

/** When row locks are asked for. Seata's names. */
public enum LockStrategyMode {
    /** Expect no conflict: ask once, with everything. */
    OPTIMISTIC,
    /** Expect conflicts: ask again until the lock is free or the tries are used up. */
    PESSIMISTIC
}
