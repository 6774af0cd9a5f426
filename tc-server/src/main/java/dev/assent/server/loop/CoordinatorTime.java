package dev.assent.server.loop;

import dev.assent.server.port.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The coordinator's own time, in whole milliseconds: from the later of the wall clock at start and the last journaled
 * time, it runs by the monotonic clock. A wall clock that jumps cannot end a transaction early or make time run back.
 */
final class CoordinatorTime {
    private final Clock clock;
    private final Instant base;
    private final long baseNanos;

    CoordinatorTime(Clock clock, Instant lastJournaled) {
        this.clock = clock;
        this.baseNanos = clock.monotonicNanos();
        Instant wall = clock.wall();
        this.base = wall.isAfter(lastJournaled) ? wall : lastJournaled;
    }

    Instant now() {
        return base.plusNanos(clock.monotonicNanos() - baseNanos).truncatedTo(ChronoUnit.MILLIS);
    }
}
