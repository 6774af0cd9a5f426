package dev.assent.chaos.service;

import dev.assent.client.ClientOptions;
import java.time.Duration;

/** Client options with short time-outs, so that a campaign of minutes meets many unknown outcomes. */
public final class ShortTimeouts {
    /** The time-out of a purchase, after which the coordinator rolls it back. */
    public static final Duration TIMEOUT = Duration.ofSeconds(6);

    private ShortTimeouts() {}

    public static ClientOptions of(ClientOptions options) {
        return options.withBackoff(Duration.ofMillis(20), Duration.ofMillis(200))
                .withRequestTimeout(Duration.ofSeconds(2))
                .withDecisionDeadline(Duration.ofSeconds(5))
                .withConnectTimeout(Duration.ofSeconds(1))
                .withHeartbeat(Duration.ofSeconds(1), Duration.ofSeconds(3));
    }
}
