package dev.assent.datasource.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Some rows of a table at one moment. Immutable. */
public final class Image {
    private final String table;
    private final String lockName;
    private final List<ImageColumn> columns;
    private final List<Row> rows;
    /** Where the key's columns stand among the others, in the key's order. */
    private final int[] places;

    private volatile @Nullable List<Key> keys;

    /**
     * @param table qualified and quoted, to stand in any statement
     * @param lockName as lock keys spell it
     * @param columns the whole primary key among them
     */
    public Image(String table, String lockName, List<ImageColumn> columns, List<Row> rows) {
        this.table = table;
        this.lockName = lockName;
        this.columns = List.copyOf(columns);
        this.rows = List.copyOf(rows);
        this.places = placesOfKey(table, this.columns);
        for (Row row : this.rows) {
            if (row.values().size() != columns.size()) {
                throw new IllegalArgumentException(
                        "Expected rows of " + columns.size() + " values in an image of " + table);
            }
        }
    }

    public String table() {
        return table;
    }

    public String lockName() {
        return lockName;
    }

    public List<ImageColumn> columns() {
        return columns;
    }

    public List<Row> rows() {
        return rows;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The same table and columns without rows. */
    public Image withoutRows() {
        return with(List.of());
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

    /** Each key once, in the order of the rows. */
    public List<Key> keys() {
        List<Key> known = keys;
        if (known == null) {
            known = rows.size() > 1 ? List.copyOf(new LinkedHashSet<>(keyOfEachRow())) : keyOfEachRow();
            keys = known;
        }
        return known;
    }

    public boolean hasKeysOf(Image other) {
        return keys().equals(other.keys())
                || (keys().size() == other.keys().size() && new HashSet<>(keys()).containsAll(other.keys()));
    }

    /** The rows by their keys, in the image's order. */
    public Map<Key, Row> byKey() {
        List<Key> all = keyOfEachRow();
        Map<Key, Row> found = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            found.put(all.get(i), rows.get(i));
        }
        return found;
    }

    private List<Key> keyOfEachRow() {
        List<Key> all = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Value[] values = new Value[places.length];
            for (int i = 0; i < places.length; i++) {
                values[i] = row.values().get(places[i]);
            }
            all.add(new Key(List.of(values)));
        }
        return List.copyOf(all);
    }

    private static int[] placesOfKey(String table, List<ImageColumn> columns) {
        int width = 0;
        for (ImageColumn column : columns) {
            width += column.keyAt() > 0 ? 1 : 0;
        }
        int[] places = new int[width];
        Arrays.fill(places, -1);
        for (int i = 0; i < columns.size(); i++) {
            int at = columns.get(i).keyAt() - 1;
            if (at >= width || (at >= 0 && places[at] >= 0)) {
                throw new IllegalArgumentException("Expected an image of " + table
                        + " to count its key columns from 1, but column "
                        + columns.get(i).name() + " has place "
                        + (at + 1));
            }
            if (at >= 0) {
                places[at] = i;
            }
        }
        if (width == 0) {
            throw new IllegalArgumentException(
                    "Expected an image of " + table + " to have key columns, but it has none");
        }
        return places;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Image that
                && table.equals(that.table)
                && lockName.equals(that.lockName)
                && columns.equals(that.columns)
                && rows.equals(that.rows);
    }

    @Override
    public int hashCode() {
        return Objects.hash(table, lockName, columns, rows);
    }

    @Override
    public String toString() {
        return table + columns + rows;
    }
}
