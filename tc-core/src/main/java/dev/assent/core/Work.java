package dev.assent.core;

import dev.assent.model.BranchId;
import java.util.Comparator;

/** Counts what the state costs: each comparison of two branches and each branch that is looked at. For tests of cost. */
final class Work implements Comparator<BranchId> {
    private long steps;

    @Override
    public int compare(BranchId one, BranchId other) {
        steps++;
        return Long.compare(one.value(), other.value());
    }

    /** @param looked how many branches are looked at */
    void steps(int looked) {
        steps += looked;
    }

    long steps() {
        return steps;
    }
}
