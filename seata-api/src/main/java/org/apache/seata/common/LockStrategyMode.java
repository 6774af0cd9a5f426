package org.apache.seata.common;

/** Accepted so that applications compile; without effect, since all rows are always asked for at once. */
public enum LockStrategyMode {
    OPTIMISTIC,
    PESSIMISTIC
}
