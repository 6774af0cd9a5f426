package dev.assent.client;

import java.time.Duration;

/**
 * What came of waiting for rows.
 *
 * @param free whether they are free, and kept for the transaction for a second: register the branch now
 * @param waited how long it took; zero if the coordinator lets no request wait
 */
public record Awaited(boolean free, Duration waited) {
    /** The answer of a coordinator that lets no request wait. */
    public static final Awaited NOT = new Awaited(false, Duration.ZERO);
}
