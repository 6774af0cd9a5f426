package dev.assent.core;

import dev.assent.model.BranchId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What several facts have touched of one transaction since its obligations were last looked at. */
public final class Touches {
    private Set<BranchId> branches = Collections.emptySet();
    private boolean whole;

    /** All of the transaction. */
    public static Touches whole() {
        Touches all = new Touches();
        all.whole = true;
        return all;
    }

    public void add(Touched touched) {
        whole |= touched.isWhole();
        if (whole) {
            branches = Collections.emptySet();
        } else if (!touched.branches().isEmpty()) {
            branches = branches.isEmpty() ? new LinkedHashSet<>(4) : branches;
            branches.addAll(touched.branches());
        }
    }

    boolean areWhole() {
        return whole;
    }

    List<BranchId> branches() {
        return List.copyOf(branches);
    }
}
