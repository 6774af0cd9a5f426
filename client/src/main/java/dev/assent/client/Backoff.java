package dev.assent.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: doubling, capped, less up to half of it by chance. Not for several threads. */
final class Backoff {
    private final Duration first;
    private final Duration max;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration first, Duration max, RandomGenerator random) {
        this.first = first;
        this.max = max;
        this.random = random;
        this.next = first;
    }

    Duration next() {
        long whole = next.toNanos();
        next = next.compareTo(max.dividedBy(2)) < 0 ? next.multipliedBy(2) : max;
        return Duration.ofNanos(whole - random.nextLong(whole / 2 + 1));
    }

    void reset() {
        next = first;
    }
}
