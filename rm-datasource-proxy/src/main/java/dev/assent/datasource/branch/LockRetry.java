package dev.assent.datasource.branch;

import java.time.Duration;

/**
 * How a statement or a commit asks again for rows that another transaction holds.
 *
 * @param times how often at most; 0 for never
 */
public record LockRetry(Duration interval, int times, Pause pause) {
    LockRetryBudget budget() {
        return new LockRetryBudget(this);
    }
}
