package dev.assent.saga.store;

import dev.assent.saga.StoreException;
import java.time.Duration;

/**
 * How a store keeps its tables.
 *
 * @param prefix of the table names: at most 32 letters, digits and underscores; {@code seata_} by default
 * @param lease how long after a node's last sign of life another node may take over its instances, by the database's
 *     clock; at least 1 s, 30 s by default
 */
public record StoreSettings(String prefix, Duration lease) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    public StoreSettings {
        if (!prefix.matches("([A-Za-z_][A-Za-z0-9_]{0,31})?")) {
            throw StoreException.of(StoreErrors.badPrefix(prefix), null);
        }
        if (lease.compareTo(SHORTEST) < 0) {
            throw StoreException.of(StoreErrors.badLease(lease), null);
        }
    }

    public static StoreSettings defaults() {
        return new StoreSettings("seata_", Duration.ofSeconds(30));
    }

    public StoreSettings withPrefix(String prefix) {
        return new StoreSettings(prefix, lease);
    }

    public StoreSettings withLease(Duration lease) {
        return new StoreSettings(prefix, lease);
    }
}
