package dev.assent.core;

import dev.assent.model.BranchId;
import java.time.Instant;

/**
 * A parked branch: it keeps its locks, and branches of its transaction that share a row with it wait behind it.
 *
 * @param reason for people
 * @param attempts how often it had been called by then, in that run of the coordinator
 * @param retried whether it is retried still: it keeps failing, yet has not said that it never can
 */
public record Parked(BranchId branch, String reason, Instant since, int attempts, boolean retried) {}
