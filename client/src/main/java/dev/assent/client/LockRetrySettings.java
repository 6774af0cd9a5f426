package dev.assent.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a data source waits for rows that other transactions hold, where the caller wants it otherwise than the data
 * source's own settings say.
 *
 * @param interval between two tries; null leaves it to the data source
 * @param times how often to try again, 0 or more; null leaves it to the data source
 */
public record LockRetrySettings(
        @Nullable Duration interval, @Nullable Integer times) {
    /** The data source decides. */
    public static final LockRetrySettings OF_DATA_SOURCE = new LockRetrySettings(null, null);

    /** @throws dev.assent.model.AssentException.NotAllowed if a value is below 0 */
    public LockRetrySettings {
        if (interval != null && interval.isNegative()) {
            throw ClientErrors.badOption("lockRetryInterval", "be 0 ms or more", interval);
        }
        if (times != null && times < 0) {
            throw ClientErrors.badOption("lockRetryTimes", "be 0 or more", times);
        }
    }

    /**
     * From the attributes of Seata's annotations.
     *
     * @param intervalMillis 0 or less leaves it to the data source
     * @param times below 0 leaves it to the data source
     */
    public static LockRetrySettings ofAttributes(int intervalMillis, int times) {
        return intervalMillis <= 0 && times < 0
                ? OF_DATA_SOURCE
                : new LockRetrySettings(
                        intervalMillis <= 0 ? null : Duration.ofMillis(intervalMillis), times < 0 ? null : times);
    }

    /** These settings, and where they leave something open the others'. */
    LockRetrySettings over(LockRetrySettings others) {
        return equals(OF_DATA_SOURCE)
                ? others
                : new LockRetrySettings(
                        interval == null ? others.interval : interval, times == null ? others.times : times);
    }

    /** The interval, or the data source's own. */
    public Duration intervalOr(Duration own) {
        return interval == null ? own : interval;
    }

    /** The number of tries, or the data source's own. */
    public int timesOr(int own) {
        return times == null ? own : times;
    }
}
