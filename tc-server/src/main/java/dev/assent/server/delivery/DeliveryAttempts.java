package dev.assent.server.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often a branch has been told its outcome, and what came of it. Of this life of the coordinator alone.
 *
 * @param lastAnswer or what came instead of one; null if none is known
 * @param troubledSince since when it does not do as told; null if nothing is wrong
 * @param waitsFor in words, what comes next
 */
public record DeliveryAttempts(
        int attempts, @Nullable String lastAnswer, @Nullable Instant troubledSince, String waitsFor) {}
