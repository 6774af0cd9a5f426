package dev.assent.server.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often the outcome has been delivered to a branch, and what came of it. Known only since the last start of the
 * coordinator.
 *
 * @param lastAnswer or what came instead of one; null if none is known
 * @param troubledSince since when it keeps failing; null if nothing is wrong
 * @param waitsFor in words, what comes next
 */
public record DeliveryAttempts(
        int attempts, @Nullable String lastAnswer, @Nullable Instant troubledSince, String waitsFor) {}
