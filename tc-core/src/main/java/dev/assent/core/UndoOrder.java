package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.LockKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * In which order a rollback goes through its branches: from the last to the first, one by one. A branch has to wait while a
 * later one that shares a row with it is not undone; so branches wait behind a parked one that shares a row with them, and
 * others behind those, and all the rest go on. Made when the outcome is decided; each change after that costs the logarithm
 * of the number of branches, for each row that the branch shares.
 */
final class UndoOrder {
    private final TreeSet<BranchId> ready;
    private final TreeSet<BranchId> parked;
    private final Map<BranchId, Waiting> waiting;

    UndoOrder(BranchesView branches, Work work) {
        this.ready = new TreeSet<>(work);
        this.parked = new TreeSet<>(work);
        this.waiting = new TreeMap<>(work);
        if (branches.unfinished() > 1) {
            share(branches, work);
        }
        for (BranchState state : branches.all()) {
            BranchId id = state.branch().id();
            if (state.isParked()) {
                parked.add(id);
            } else if (!state.finished() && isFree(id)) {
                ready.add(id);
            }
        }
    }

    /** Finds the rows that several unfinished branches hold. */
    private void share(BranchesView branches, Work work) {
        Map<LockKey, BranchId> first = new LinkedHashMap<>();
        Map<LockKey, TreeSet<BranchId>> shared = new LinkedHashMap<>();
        for (BranchState state : branches.all()) {
            BranchId id = state.branch().id();
            for (LockKey row :
                    state.finished() ? List.<LockKey>of() : state.branch().rows()) {
                BranchId earlier = first.putIfAbsent(row, id);
                if (earlier != null) {
                    TreeSet<BranchId> holders = shared.computeIfAbsent(row, one -> new TreeSet<>(work));
                    holders.add(earlier);
                    holders.add(id);
                }
            }
        }
        for (TreeSet<BranchId> holders : shared.values()) {
            for (BranchId holder : holders) {
                Waiting one = waiting.computeIfAbsent(holder, id -> new Waiting());
                one.rows.add(holders);
                one.behind += holders.last().equals(holder) ? 0 : 1;
            }
        }
    }

    private boolean isFree(BranchId branch) {
        Waiting one = waiting.get(branch);
        return one == null || one.behind == 0;
    }

    /** The branch to deliver to next; null if there is none, or all wait behind parked ones. */
    @Nullable
    BranchId next() {
        return ready.isEmpty() ? null : ready.last();
    }

    void finished(BranchId branch) {
        ready.remove(branch);
        parked.remove(branch);
        Waiting one = waiting.remove(branch);
        if (one != null) {
            one.rows.forEach(holders -> release(holders, branch));
        }
    }

    private void release(NavigableSet<BranchId> holders, BranchId branch) {
        boolean last = holders.last().equals(branch);
        holders.remove(branch);
        if (last && !holders.isEmpty()) {
            BranchId next = holders.last();
            Waiting freed = waiting.get(next);
            if (freed != null && --freed.behind == 0 && !parked.contains(next)) {
                ready.add(next);
            }
        }
    }

    void parked(BranchId branch) {
        ready.remove(branch);
        parked.add(branch);
    }

    void unparked(BranchId branch) {
        parked.remove(branch);
        if (isFree(branch)) {
            ready.add(branch);
        }
    }

    /** For each branch that waits behind a parked one: which that is. Looks at all branches that share rows. */
    Map<BranchId, BranchId> behind() {
        Map<BranchId, BranchId> behind = new LinkedHashMap<>();
        List<BranchId> sharing = new ArrayList<>(waiting.keySet());
        for (int i = sharing.size() - 1; i >= 0; i--) {
            BranchId branch = sharing.get(i);
            Waiting one = waiting.get(branch);
            for (TreeSet<BranchId> row :
                    one == null || parked.contains(branch) ? List.<TreeSet<BranchId>>of() : one.rows) {
                BranchId later = row.last();
                BranchId first = parked.contains(later) ? later : behind.get(later);
                if (first != null && !later.equals(branch)) {
                    behind.putIfAbsent(branch, first);
                }
            }
        }
        return behind;
    }

    /** A branch that shares rows with others: the holders of these rows, and of how many it is not the last. */
    private static final class Waiting {
        private final List<TreeSet<BranchId>> rows = new ArrayList<>(1);
        private int behind;
    }
}
