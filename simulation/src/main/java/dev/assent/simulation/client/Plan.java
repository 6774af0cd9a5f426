package dev.assent.simulation.client;

import java.util.List;

/**
 * What one global transaction is to do: its branches add up to nothing, so that money is neither made nor lost.
 *
 * @param timeoutMillis what it asks for
 */
public record Plan(int timeoutMillis, List<BranchPlan> branches) {
    public Plan {
        branches = List.copyOf(branches);
    }
}
