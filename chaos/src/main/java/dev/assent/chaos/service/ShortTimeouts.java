package dev.assent.chaos.service;

import dev.assent.client.ClientOptions;
import java.time.Duration;

/** Clients that give up soon: a campaign has minutes, and unknown outcomes are what it is after. */
public final class ShortTimeouts {
    /** Of a purchase, until the coordinator rolls it back by itself. */
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
