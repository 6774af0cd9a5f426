package dev.assent.server.delivery;

import dev.assent.model.BranchId;
import dev.assent.model.Xid;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Branches that are committed though their database has no trace of them: it has lost a local commit (P8). Known since the
 * last start of the coordinator; counted for ever, named for the last thousand transactions.
 */
public final class LostCommits {
    private static final int MOST = 1000;

    private final Map<Xid, Set<BranchId>> branches = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Xid, Set<BranchId>> eldest) {
            return size() > MOST;
        }
    };
    private long count;

    void add(Xid xid, BranchId branch) {
        branches.computeIfAbsent(xid, first -> new LinkedHashSet<>()).add(branch);
        count++;
    }

    /** The branches of a transaction. */
    public Set<BranchId> of(Xid xid) {
        return branches.isEmpty() ? Set.of() : Set.copyOf(branches.getOrDefault(xid, Set.of()));
    }

    /** How many branches, since the start. */
    public long count() {
        return count;
    }
}
