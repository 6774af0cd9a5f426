package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.LockKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which unfinished branches of a rollback wait behind parked ones, since they share a row, maybe by others between. */
final class Rows {
    private final List<Branch> unfinished;
    private final Map<BranchId, Parked> parked = new LinkedHashMap<>();
    private final Map<BranchId, BranchId> behind = new LinkedHashMap<>();

    Rows(List<Branch> unfinished, List<Parked> parked) {
        this.unfinished = unfinished;
        parked.forEach(p -> this.parked.put(p.branch(), p));
        for (Branch branch : unfinished) {
            if (this.parked.containsKey(branch.id())) {
                queueBehind(branch);
            }
        }
    }

    private void queueBehind(Branch first) {
        Set<LockKey> rows = new LinkedHashSet<>(first.rows());
        boolean more = true;
        while (more) {
            more = false;
            for (Branch branch : unfinished) {
                boolean free = !parked.containsKey(branch.id()) && !behind.containsKey(branch.id());
                if (free && branch.rows().stream().anyMatch(rows::contains)) {
                    behind.put(branch.id(), first.id());
                    more |= rows.addAll(branch.rows());
                }
            }
        }
    }

    /** The parked branch that this one waits for; null if it waits for none. */
    @Nullable
    BranchId behind(Branch branch) {
        return behind.get(branch.id());
    }

    /** The last one that waits for nobody, and beside it those that are told on though they keep failing. */
    List<Branch> dueInRollback() {
        List<Branch> due = new ArrayList<>();
        boolean found = false;
        for (int i = unfinished.size() - 1; i >= 0; i--) {
            Branch branch = unfinished.get(i);
            Parked how = parked.get(branch.id());
            boolean next = how == null && !found && !behind.containsKey(branch.id());
            if (next || (how != null && how.retried())) {
                due.add(branch);
            }
            found |= next;
        }
        return due;
    }
}
