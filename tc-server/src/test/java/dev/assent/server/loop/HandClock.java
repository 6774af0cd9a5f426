package dev.assent.server.loop;

import dev.assent.server.port.Clock;
import java.time.Duration;
import java.time.Instant;

/** Time that passes when a test says so. */
final class HandClock implements Clock {
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private long nanos;

    @Override
    public Instant wall() {
        return wall;
    }

    @Override
    public long monotonicNanos() {
        return nanos;
    }

    void pass(long more) {
        nanos += more;
        wall = wall.plusNanos(more);
    }

    /** Somebody sets the machine's clock. */
    void jump(Duration by) {
        wall = wall.plus(by);
    }
}
