package dev.assent.datasource.table;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Something read from the catalogue. It is used for a second; then one thread reads it anew while the others go on with the
 * old one for another second at most.
 */
final class Kept<T> {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final T value;
    private final long readAt;
    private final AtomicBoolean beingRead = new AtomicBoolean();

    Kept(T value, long readAt) {
        this.value = value;
        this.readAt = readAt;
    }

    T value() {
        return value;
    }

    /** If not, the caller reads it anew. */
    boolean mayBeUsed(long now) {
        long age = now - readAt;
        return age < FRESH_NANOS || (age < 2 * FRESH_NANOS && !beingRead.compareAndSet(false, true));
    }
}
