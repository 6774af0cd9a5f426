package dev.assent.server.loop;

import java.time.Duration;

/**
 * How long the disk may take.
 *
 * @param slow after how long one force of the disk counts as slow: one line in the log, and new work is refused until it is
 *     over; default 5 s
 * @param longest after how long the coordinator stops, since nothing it decides can be answered; default 120 s
 */
public record ForceLimits(Duration slow, Duration longest) {
    public static ForceLimits defaults() {
        return new ForceLimits(Duration.ofSeconds(5), Duration.ofMinutes(2));
    }

    public ForceLimits withSlow(Duration value) {
        return new ForceLimits(value, longest);
    }

    public ForceLimits withLongest(Duration value) {
        return new ForceLimits(slow, value);
    }
}
