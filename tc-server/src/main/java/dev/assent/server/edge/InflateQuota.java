package dev.assent.server.edge;

import java.time.Duration;

/** How much of one connection is inflated in a second. The frame that uses it up is still inflated as a whole. */
final class InflateQuota {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int most;
    private long since;
    private long used;

    InflateQuota(int most) {
        this.most = most;
    }

    void inflated(int bytes) {
        used += bytes;
    }

    /** @return nanoseconds until the next frame may be inflated; 0 for now */
    long waits(long nanos) {
        if (used == 0 || nanos - since >= SECOND) {
            since = nanos;
            used = 0;
        }
        return used < most ? 0 : SECOND - (nanos - since);
    }
}
