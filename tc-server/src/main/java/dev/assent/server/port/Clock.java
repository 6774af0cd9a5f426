package dev.assent.server.port;

import java.time.Instant;

/** The time of day, which may jump, and a count that never goes back. */
public interface Clock {
    Instant wall();

    /** Nanoseconds since some moment of this process; never smaller than before. */
    long monotonicNanos();
}
