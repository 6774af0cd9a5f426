package dev.assent.demo.audit;

import dev.assent.client.Branches;
import dev.assent.model.BranchType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Asks the coordinator which rows of a table are still locked. It answers for a whole list, so lists are halved. */
public final class HeldRows {
    private static final int AT_ONCE = 500;

    private final Branches coordinator;
    private final String resourceId;
    private final String table;

    /** @param table as the data source names it in a lock */
    public HeldRows(Branches coordinator, String resourceId, String table) {
        this.coordinator = coordinator;
        this.resourceId = resourceId;
        this.table = table;
    }

    /** @return the keys that a transaction holds a lock on */
    public List<Long> among(List<Long> keys) {
        List<Long> held = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += AT_ONCE) {
            collect(keys.subList(from, Math.min(from + AT_ONCE, keys.size())), held);
        }
        return held;
    }

    private void collect(List<Long> keys, List<Long> held) {
        String key = table + ':' + keys.stream().map(String::valueOf).collect(Collectors.joining(","));
        if (coordinator.lockable(null, BranchType.AT, resourceId, key)) {
            return;
        }
        if (keys.size() == 1) {
            held.addAll(keys);
        } else {
            collect(keys.subList(0, keys.size() / 2), held);
            collect(keys.subList(keys.size() / 2, keys.size()), held);
        }
    }

    @Override
    public String toString() {
        return resourceId + ' ' + table;
    }
}
