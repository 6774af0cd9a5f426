package dev.assent.server.edge;

import dev.assent.server.port.Clock;
import java.time.Instant;

/** The machine's own. */
public final class SystemClock implements Clock {
    @Override
    public Instant wall() {
        return Instant.now();
    }

    @Override
    public long monotonicNanos() {
        return System.nanoTime();
    }
}
