package org.apache.seata.core.model;

import org.apache.seata.common.LockStrategyMode;

/** How long a local transaction waits for rows that global transactions hold. */
public class GlobalLockConfig {
    private int lockRetryInterval;
    private int lockRetryTimes = -1;
    private LockStrategyMode lockStrategyMode = LockStrategyMode.PESSIMISTIC;

    /** Milliseconds between two tries; 0 or less leaves it to the data source. */
    public int getLockRetryInterval() {
        return lockRetryInterval;
    }

    public void setLockRetryInterval(int lockRetryInterval) {
        this.lockRetryInterval = lockRetryInterval;
    }

    /** How often to try again; below 0 leaves it to the data source. */
    public int getLockRetryTimes() {
        return lockRetryTimes;
    }

    public void setLockRetryTimes(int lockRetryTimes) {
        this.lockRetryTimes = lockRetryTimes;
    }

    public LockStrategyMode getLockStrategyMode() {
        return lockStrategyMode;
    }

    /** Without effect. */
    public void setLockStrategyMode(LockStrategyMode lockStrategyMode) {
        this.lockStrategyMode = lockStrategyMode;
    }
}
