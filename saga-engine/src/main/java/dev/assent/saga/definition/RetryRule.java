package dev.assent.saga.definition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a failed call is repeated.
 *
 * @param exceptions names of classes; empty stands for errors of the network
 * @param intervalSeconds before the first repetition
 * @param maxAttempts repetitions at most, so one call more than that
 * @param backoffRate by which the waits grow
 * @param exponential false as in Seata: the n-th wait after the first is interval × rate × n; true: interval × rate to the
 *     power of n
 * @param maxIntervalSeconds no wait is longer; null sets no limit
 * @param jitter the part of a wait, from 0 to 1, that is drawn
 */
public record RetryRule(
        List<String> exceptions,
        double intervalSeconds,
        int maxAttempts,
        double backoffRate,
        boolean exponential,
        @Nullable Double maxIntervalSeconds,
        double jitter) {
    public RetryRule {
        exceptions = List.copyOf(exceptions);
    }
}
