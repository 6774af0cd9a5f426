package dev.assent.datasource.branch;

import dev.assent.client.LockRetrySettings;
import dev.assent.client.TransactionContext;
import java.time.Duration;

/**
 * How a statement or a commit asks again for rows that another transaction holds.
 *
 * @param times how often at most; 0 for never
 */
public record LockRetry(Duration interval, int times, Pause pause) {
    /** What the thread's context says of waiting goes before this. */
    LockRetryBudget budget() {
        LockRetrySettings asked = TransactionContext.current().lockRetry();
        return new LockRetryBudget(
                asked.equals(LockRetrySettings.OF_DATA_SOURCE)
                        ? this
                        : new LockRetry(asked.intervalOr(interval), asked.timesOr(times), pause));
    }
}
