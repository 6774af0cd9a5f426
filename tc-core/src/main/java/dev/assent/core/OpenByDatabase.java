package dev.assent.core;

import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which open transactions have branches in a database, by its mark and by the name of the resource. A command that
 * names a database looks at these transactions alone, however many others are open.
 */
final class OpenByDatabase {
    private final Map<String, Set<Xid>> byName = new LinkedHashMap<>();
    private final Map<DatabaseMark, Set<Xid>> byMark = new LinkedHashMap<>();
    private final Map<String, Map<DatabaseMark, Integer>> marks = new LinkedHashMap<>();
    private final Map<String, Integer> byNameAlone = new LinkedHashMap<>();

    void joined(Xid xid, Branch branch) {
        if (!BranchMode.of(branch.type()).hasUndoRows()) {
            return;
        }
        byName.computeIfAbsent(branch.resourceId(), first -> new LinkedHashSet<>())
                .add(xid);
        DatabaseMark mark = branch.mark();
        if (mark == null) {
            byNameAlone.merge(branch.resourceId(), 1, Integer::sum);
        } else {
            byMark.computeIfAbsent(mark, first -> new LinkedHashSet<>()).add(xid);
            marks.computeIfAbsent(branch.resourceId(), first -> new LinkedHashMap<>())
                    .merge(mark, 1, Integer::sum);
        }
    }

    /** @param branch of a transaction that has ended */
    void ended(Xid xid, Branch branch) {
        if (!BranchMode.of(branch.type()).hasUndoRows()) {
            return;
        }
        remove(byName, branch.resourceId(), xid);
        DatabaseMark mark = branch.mark();
        if (mark == null) {
            countDown(byNameAlone, branch.resourceId());
        } else {
            remove(byMark, mark, xid);
            marks.computeIfPresent(branch.resourceId(), (name, open) -> {
                countDown(open, mark);
                return open.isEmpty() ? null : open;
            });
        }
    }

    private static <K> void countDown(Map<K, Integer> branches, K key) {
        branches.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
    }

    private static <K> void remove(Map<K, Set<Xid>> all, K key, Xid xid) {
        Set<Xid> open = all.get(key);
        if (open != null && open.remove(xid) && open.isEmpty()) {
            all.remove(key);
        }
    }

    Set<Xid> named(String name) {
        return byName.getOrDefault(name, Collections.emptySet());
    }

    Set<Xid> marked(DatabaseMark mark) {
        return byMark.getOrDefault(mark, Collections.emptySet());
    }

    /** The marks of the branches that have this name. */
    Set<DatabaseMark> marks(String name) {
        return Collections.unmodifiableSet(
                marks.getOrDefault(name, Collections.emptyMap()).keySet());
    }

    /** Whether there is a branch of this name without a mark. */
    boolean isOpenByNameAlone(String name) {
        return byNameAlone.containsKey(name);
    }
}
