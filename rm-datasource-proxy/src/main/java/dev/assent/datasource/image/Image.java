package dev.assent.datasource.image;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Some rows of a table at one moment.
 *
 * @param table qualified and quoted, to stand in any statement
 * @param lockName as lock keys spell it
 * @param columns the whole primary key among them
 */
public record Image(String table, String lockName, List<ImageColumn> columns, List<Row> rows) {
    public Image {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        int width = columns.size();
        if (columns.stream().noneMatch(column -> column.keyAt() > 0)) {
            throw new IllegalArgumentException(
                    "Expected an image of " + table + " to have key columns, but it has none");
        }
        if (rows.stream().anyMatch(row -> row.values().size() != width)) {
            throw new IllegalArgumentException("Expected rows of " + width + " values in an image of " + table);
        }
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The same table and columns without rows. */
    public Image withoutRows() {
        return new Image(table, lockName, columns, List.of());
    }

    /** The same table and columns with some of the rows. */
    public Image with(List<Row> some) {
        return new Image(table, lockName, columns, some);
    }

    /** Each row once, and none without a key: where an outer join finds no row, all its columns are null. */
    public Image eachOnce() {
        Map<Key, Row> found = byKey();
        found.keySet().removeIf(key -> key.values().get(0).content() == null);
        return with(List.copyOf(found.values()));
    }

    public List<Key> keys() {
        return List.copyOf(byKey().keySet());
    }

    /** The rows by their keys, in the image's order. */
    public Map<Key, Row> byKey() {
        List<Integer> places = IntStream.range(0, columns.size())
                .boxed()
                .filter(i -> columns.get(i).keyAt() > 0)
                .sorted(Comparator.comparing(i -> columns.get(i).keyAt()))
                .toList();
        Map<Key, Row> found = new LinkedHashMap<>();
        for (Row row : rows) {
            found.put(new Key(places.stream().map(row.values()::get).toList()), row);
        }
        return found;
    }
}
