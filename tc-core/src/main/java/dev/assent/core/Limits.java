package dev.assent.core;

import java.time.Duration;

/**
 * What the coordinator accepts at most. Above a limit new work is refused by name; what was accepted can always be ended.
 *
 * @param branches of one transaction
 * @param longestTimeout that a transaction may ask for
 * @param memory in bytes, of what is open and of what is remembered, by the core's own sizes ({@link Sizes})
 * @param lockWaiters requests that wait for rows, or for which rows are kept
 */
public record Limits(int branches, Duration longestTimeout, long memory, int lockWaiters) {
    /** 20,000 branches, 30 days, no bound on memory, 10,000 that wait for rows. */
    public static Limits defaults() {
        return new Limits(20_000, Duration.ofDays(30), Long.MAX_VALUE, 10_000);
    }

    public Limits withMemory(long bytes) {
        return new Limits(branches, longestTimeout, bytes, lockWaiters);
    }

    public Limits withLongestTimeout(Duration longest) {
        return new Limits(branches, longest, memory, lockWaiters);
    }

    public Limits withBranches(int most) {
        return new Limits(most, longestTimeout, memory, lockWaiters);
    }

    public Limits withLockWaiters(int most) {
        return new Limits(branches, longestTimeout, memory, most);
    }
}
