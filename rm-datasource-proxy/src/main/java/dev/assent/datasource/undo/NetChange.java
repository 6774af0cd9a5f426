package dev.assent.datasource.undo;

import dev.assent.datasource.image.Key;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What all statements of a branch together did to one row: as the first found it, as the last left it. */
record NetChange(String table, Key key, RowState before, RowState after) {
    /** The changes of a branch's items, in the order in which rows were first touched, by table. */
    static Map<String, Map<Key, NetChange>> of(List<UndoItem> items) {
        Map<String, Map<Key, NetChange>> tables = new LinkedHashMap<>();
        for (UndoItem item : items) {
            String table = item.before().table();
            Map<Key, NetChange> rows = tables.computeIfAbsent(table, name -> new LinkedHashMap<>());
            Map<Key, RowState> before = RowState.of(item.before());
            Map<Key, RowState> after = RowState.of(item.after());
            for (Key key : item.changed().keys()) {
                NetChange step = new NetChange(
                        table,
                        key,
                        before.getOrDefault(key, RowState.absent()),
                        after.getOrDefault(key, RowState.absent()));
                rows.merge(key, step, NetChange::then);
            }
        }
        return tables;
    }

    /** A column that only the later step touched was, before the first, as the later one found it. */
    private NetChange then(NetChange later) {
        return new NetChange(table, key, before.orElse(later.before), later.after.orElse(after));
    }

    boolean isEmpty() {
        return before.equals(after);
    }

    Optional<DirtyRow> dirt(RowState now) {
        if (isEmpty() || after.agreesWith(now) || before.agreesWith(now)) {
            return Optional.empty();
        }
        Set<String> columns = new LinkedHashSet<>(before.values().keySet());
        columns.addAll(after.values().keySet());
        List<DirtyRow.Difference> differences = new ArrayList<>();
        for (String column : columns) {
            var difference =
                    new DirtyRow.Difference(column, before.value(column), after.value(column), now.value(column));
            if (!difference.now().equals(difference.ours()) || !difference.now().equals(difference.before())) {
                differences.add(difference);
            }
        }
        return Optional.of(new DirtyRow(table, key, differences));
    }
}
