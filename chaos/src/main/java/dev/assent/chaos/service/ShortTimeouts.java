package dev.assent.chaos.service;

import dev.assent.client.ClientOptions;
import java.time.Duration;

/** Client options with short time-outs, so that a campaign of minutes meets many unknown outcomes. */
public final class ShortTimeouts {
    /** The time-out of a purchase, after which the coordinator rolls it back. */
    public static final Duration TIMEOUT = Duration.ofSeconds(6);

    private ShortTimeouts() {}

    public static ClientOptions of(ClientOptions options) {
        return options.toBuilder()
                .backoff(Duration.ofMillis(20), Duration.ofMillis(200))
                .requestTimeout(Duration.ofSeconds(2))
                .decisionDeadline(Duration.ofSeconds(5))
                .connectTimeout(Duration.ofSeconds(1))
                .heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(3))
                .build();
    }
}
