package dev.assent.client;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** A pause between things that are done one after the other. After a longer time without any there is none. */
final class Interval {
    private final long nanos;
    private final LongSupplier nanoTime;
    private final LongConsumer park;
    private volatile long due;

    /**
     * @param nanoTime a monotonic clock
     * @param park waits for this many nanoseconds, or less
     */
    Interval(long nanos, LongSupplier nanoTime, LongConsumer park) {
        this.nanos = nanos;
        this.nanoTime = nanoTime;
        this.park = park;
        this.due = nanoTime.getAsLong();
    }

    /** One thing is done. */
    void begin() {
        due = nanoTime.getAsLong() + nanos;
    }

    /** Waits until the next one may be done, or until the thread is interrupted. */
    void await() {
        for (long left = left(); left > 0 && !Thread.currentThread().isInterrupted(); left = left()) {
            park.accept(left);
        }
    }

    private long left() {
        return due - nanoTime.getAsLong();
    }
}
