package dev.assent.fuzz.judge;

import dev.assent.datasource.dialect.Bytes;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageColumn;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.Value;
import dev.assent.datasource.undo.RecordCodec;
import dev.assent.datasource.undo.UndoItem;
import dev.assent.datasource.undo.UndoRecord;
import dev.assent.fuzz.judge.Locks.Registered;
import dev.assent.fuzz.server.Dump;
import dev.assent.fuzz.server.Place;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which rows the undo records of some branches say have changed, to be compared with the rows that have. */
final class RecordedRows {
    private final Map<String, Table> tables = new TreeMap<>();

    private record Table(List<String> keyColumns, Map<Key, Change> changes) {
        Set<String> changed() {
            return changes.entrySet().stream()
                    .filter(entry -> entry.getValue().isOne())
                    .map(entry -> entry.getKey().values().stream()
                            .map(value -> alike(String.valueOf(value.content())))
                            .collect(Collectors.joining("_")))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * From the first to the last image of a row; an image has the columns alone that its statement touched.
     *
     * @param before null if the row was not there
     * @param after null if the row is gone
     */
    private record Change(
            @Nullable Map<String, Value> before, @Nullable Map<String, Value> after) {
        boolean isOne() {
            return !Objects.equals(before, after);
        }

        Change then(Change next) {
            return new Change(overlaid(next.before, before), overlaid(after, next.after));
        }

        /** The second wins; without it there is no row. */
        private static @Nullable Map<String, Value> overlaid(
                @Nullable Map<String, Value> one, @Nullable Map<String, Value> winner) {
            if (winner == null) {
                return null;
            }
            Map<String, Value> all = new LinkedHashMap<>(one == null ? Map.of() : one);
            all.putAll(winner);
            return all;
        }
    }

    /** Reads the undo rows back. */
    static RecordedRows of(Place place, List<Registered> lastFirst) {
        RecordedRows recorded = new RecordedRows();
        List<Registered> branches = new ArrayList<>(lastFirst);
        Collections.reverse(branches);
        try {
            for (Registered branch : branches) {
                for (UndoItem item : items(place, branch)) {
                    recorded.add(item, place);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("Expected the undo rows to be readable", e);
        }
        return recorded;
    }

    private static List<UndoItem> items(Place place, Registered branch) throws SQLException {
        String sql = "SELECT context, rollback_info FROM undo_log WHERE branch_id = ? AND xid = ?";
        try (PreparedStatement query = place.owner().prepareStatement(sql)) {
            query.setLong(1, branch.branch().value());
            query.setString(2, branch.xid().value());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? new RecordCodec().decode(new UndoRecord(rows.getString(1), new Bytes(rows.getBytes(2))))
                        : List.of();
            }
        }
    }

    private void add(UndoItem item, Place place) {
        Image shape = item.before();
        List<String> keyColumns = shape.columns().stream()
                .filter(column -> column.keyAt() > 0)
                .sorted(Comparator.comparing(ImageColumn::keyAt))
                .map(column -> column.name().toLowerCase(Locale.ROOT))
                .toList();
        Map<Key, Change> changes = tables.computeIfAbsent(
                        label(shape.table(), place), name -> new Table(keyColumns, new LinkedHashMap<>()))
                .changes();
        Map<Key, Map<String, Value>> before = byKey(item.before());
        Map<Key, Map<String, Value>> after = byKey(item.after());
        Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .forEach(key -> changes.merge(key, new Change(before.get(key), after.get(key)), Change::then));
    }

    private static Map<Key, Map<String, Value>> byKey(Image image) {
        Map<Key, Map<String, Value>> rows = new LinkedHashMap<>();
        image.byKey().forEach((key, row) -> {
            Map<String, Value> values = new LinkedHashMap<>();
            for (int i = 0; i < image.columns().size(); i++) {
                values.put(image.columns().get(i).name(), row.values().get(i));
            }
            rows.put(key, values);
        });
        return rows;
    }

    /** As a dump names it. A partition, {@code …_p1}, counts as its table. */
    private static String label(String quoted, Place place) {
        String name = quoted.replaceAll("[\"`]", "").toLowerCase(Locale.ROOT).replaceFirst("_p\\d+$", "");
        int point = name.indexOf('.');
        String schema = point < 0 ? "public" : name.substring(0, point);
        if (schema.equals(place.name())) {
            schema = "public";
        } else if (schema.equals(place.name() + "o")) {
            schema = "o";
        }
        return schema + '.' + name.substring(point + 1);
    }

    /** Lines about rows that are in one of the two alone. */
    List<String> differences(Dump before, Dump after) {
        List<String> lines = new ArrayList<>();
        Set<String> names = new TreeSet<>(before.tables().keySet());
        names.addAll(after.tables().keySet());
        names.addAll(tables.keySet());
        for (String name : names) {
            Table table = tables.get(name);
            Set<String> changed =
                    changed(rows(before, name), rows(after, name), table == null ? List.of() : table.keyColumns());
            Set<String> recorded = table == null ? Set.of() : table.changed();
            if (!changed.equals(recorded)) {
                lines.add(name + " changed: " + changed + ", recorded: " + recorded);
            }
        }
        return lines;
    }

    private static List<SortedMap<String, String>> rows(Dump dump, String table) {
        return dump.tables().getOrDefault(table, List.of());
    }

    /** The keys of the rows that came, went or changed; without known key columns, whole rows. */
    private static Set<String> changed(
            List<SortedMap<String, String>> before, List<SortedMap<String, String>> after, List<String> keyColumns) {
        List<SortedMap<String, String>> rows = new ArrayList<>(Dump.without(before, after));
        rows.addAll(Dump.without(after, before));
        return rows.stream()
                .map(row -> keyColumns.isEmpty()
                        ? row.toString()
                        : keyColumns.stream()
                                .map(column -> alike(String.valueOf(row.get(column))))
                                .collect(Collectors.joining("_")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A driver's text of a value and ours, made alike. */
    private static String alike(String text) {
        try {
            return new BigDecimal(text).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            String bare = text.stripTrailing();
            return bare.equals("t") ? "true" : bare.equals("f") ? "false" : bare;
        }
    }
}
