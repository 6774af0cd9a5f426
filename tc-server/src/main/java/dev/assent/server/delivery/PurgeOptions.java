package dev.assent.server.delivery;

import java.time.Duration;

/**
 * When resource managers are ordered to delete old undo rows.
 *
 * @param first after the start
 * @param period from one time to the next
 * @param saveDays how old a row must be; 0 for no orders
 */
public record PurgeOptions(Duration first, Duration period, int saveDays) {
    /** When Seata's server does it. */
    public static PurgeOptions of(int saveDays) {
        return new PurgeOptions(Duration.ofMinutes(3), Duration.ofDays(1), saveDays);
    }
}
