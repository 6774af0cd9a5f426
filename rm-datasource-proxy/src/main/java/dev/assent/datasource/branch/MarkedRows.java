package dev.assent.datasource.branch;

import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.undo.UndoItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** The rows that a statement has inserted, changed and deleted, in its order; one row may come more than once. */
final class MarkedRows {
    private final Image nothing;
    private final Map<Key, Row> now = new LinkedHashMap<>();
    private final Set<Key> inserted = new LinkedHashSet<>();
    private final Set<Key> changed = new LinkedHashSet<>();
    private final List<Step> steps = new ArrayList<>();

    MarkedRows(Image nothing) {
        this.nothing = nothing;
    }

    void add(Row row, RowChange what) {
        Key key = nothing.with(List.of(row)).keys().get(0);
        steps.add(new Step(key, row, what));
        if (what == RowChange.INSERT) {
            inserted.add(key);
        } else if (!inserted.contains(key)) {
            changed.add(key);
        }
        if (what == RowChange.DELETE) {
            inserted.remove(key);
            now.remove(key);
        } else {
            now.put(key, row);
        }
    }

    /** Rows that were there before. */
    Set<Key> changed() {
        return changed;
    }

    int size() {
        return steps.size();
    }

    /** Rows that were there before and, as they were returned, differ in some of these columns and in no other one. */
    List<Key> changedOnlyIn(Set<String> columns, Image there) {
        Map<Key, Row> old = there.byKey();
        return changed.stream()
                .filter(now::containsKey)
                .filter(key -> {
                    List<ImageColumn> differing =
                            differing(Objects.requireNonNull(old.get(key)), Objects.requireNonNull(now.get(key)));
                    return !differing.isEmpty()
                            && differing.stream().allMatch(column -> columns.contains(column.name()));
                })
                .toList();
    }

    private List<ImageColumn> differing(Row before, Row after) {
        return IntStream.range(0, nothing.columns().size())
                .filter(i -> !before.values().get(i).equals(after.values().get(i)))
                .mapToObj(nothing.columns()::get)
                .toList();
    }

    /** What was returned of these rows is not what is stored. */
    void correct(Image stored) {
        Map<Key, Row> rows = stored.byKey();
        now.putAll(rows);
        steps.replaceAll(step -> new Step(step.key, rows.getOrDefault(step.key, step.row), step.what));
    }

    /** A row that was there, and was not changed, cannot have been inserted. */
    boolean contradicts(Image there) {
        return there.keys().stream().anyMatch(key -> inserted.contains(key) && !changed.contains(key));
    }

    /** @param there all changed rows as they were */
    List<UndoItem> items(Image there) {
        Map<Key, Row> old = there.byKey();
        List<Key> kept = changed.stream().filter(now::containsKey).toList();
        List<Key> gone = changed.stream().filter(key -> !now.containsKey(key)).toList();
        List<UndoItem> items = new ArrayList<>();
        if (!gone.isEmpty()) {
            items.add(UndoItem.delete(rows(gone, old)));
        }
        if (!kept.isEmpty()) {
            items.add(narrowed(rows(kept, old), rows(kept, now)));
        }
        List<Key> added =
                inserted.stream().filter(key -> !changed.contains(key)).toList();
        if (!added.isEmpty()) {
            items.add(UndoItem.insert(rows(added, now)));
        }
        return items;
    }

    /**
     * As MariaDB counts them: a row that was changed counts twice.
     *
     * @param same what a row counts that was found and left as it was
     */
    long doubled(Image there, int same) {
        Map<Key, Row> rows = new LinkedHashMap<>(there.byKey());
        long count = 0;
        for (Step step : steps) {
            Row before = rows.put(step.key, step.row);
            count += step.what == RowChange.INSERT ? 1 : step.row.equals(before) ? same : 2;
        }
        return count;
    }

    private Image rows(Collection<Key> keys, Map<Key, Row> from) {
        return nothing.with(keys.stream().map(from::get).toList());
    }

    /** Without the columns that are the same before and after, so that others may change them. */
    static UndoItem narrowed(Image before, Image after) {
        List<ImageColumn> columns = before.columns();
        int[] kept = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).keyAt() > 0 || differ(before, after, i))
                .toArray();
        return UndoItem.update(narrowed(before, kept), narrowed(after, kept));
    }

    private static boolean differ(Image before, Image after, int column) {
        return IntStream.range(0, before.rows().size())
                .anyMatch(row -> !before.rows()
                        .get(row)
                        .values()
                        .get(column)
                        .equals(after.rows().get(row).values().get(column)));
    }

    private static Image narrowed(Image image, int[] columns) {
        return new Image(
                image.table(),
                image.lockName(),
                IntStream.of(columns).mapToObj(image.columns()::get).toList(),
                image.rows().stream()
                        .map(row -> new Row(
                                IntStream.of(columns)
                                        .mapToObj(row.values()::get)
                                        .toList(),
                                row.unique()))
                        .toList());
    }

    private record Step(Key key, Row row, RowChange what) {}
}
