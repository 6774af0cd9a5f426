package dev.assent.chaos.run;

import java.time.Duration;

/** A moment from which on nobody waits any more. */
final class Deadline {
    private static final long LEAST_NANOS = 1_000_000;

    private final long end;

    private Deadline(long end) {
        this.end = end;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Nanoseconds, and never nothing, so that it can be waited for. */
    long left() {
        return Math.max(LEAST_NANOS, end - System.nanoTime());
    }

    boolean isOver() {
        return end - System.nanoTime() <= 0;
    }
}
