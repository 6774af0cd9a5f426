package dev.assent.chaos.run;

import java.time.Duration;

/** The end of a wait. */
final class Deadline {
    private static final long LEAST_NANOS = 1_000_000;

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The nanoseconds that are left, at least one millisecond, so that a wait can use it. */
    long left() {
        return Math.max(LEAST_NANOS, end - System.nanoTime());
    }

    boolean isOver() {
        return end - System.nanoTime() <= 0;
    }
}
