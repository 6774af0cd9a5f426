package dev.assent.simulation.bank;

import java.util.Optional;

/**
 * What a trial came to.
 *
 * @param cases looked at: seeds, cases of the matrix, or tests
 * @param death what was found wrong, if anything was
 */
public record Verdict(int cases, Optional<String> death) {}
