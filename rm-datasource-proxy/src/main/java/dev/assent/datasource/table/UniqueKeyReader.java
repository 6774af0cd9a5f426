package dev.assent.datasource.table;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.dialect.Equality;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the unique keys of a table whose values are locks beside the rows' own. */
final class UniqueKeyReader {
    private final Equality equality;
    private final Connection connection;

    UniqueKeyReader(Dialect dialect, Connection connection) {
        this.equality = dialect.equality();
        this.connection = connection;
    }

    /** The primary key is among them only if two texts of it may be equal: else the lock on the row says it all. */
    List<UniqueKey> read(String schema, String table) throws SQLException {
        List<UniqueKey> read = new ArrayList<>();
        for (Map.Entry<String, Key> key : keys(schema, table).entrySet()) {
            if (!key.getValue().isSaidByTheRow()) {
                read.add(key.getValue().of(lockName(key.getKey()), equality));
            }
        }
        return read;
    }

    /**
     * The columns of a unique key by which each row can be named as by a primary key; empty if there is none. All processes
     * must choose the same: the shortest, and of these the first by name.
     *
     * @param nullable columns that may be null
     */
    List<String> inPlaceOfPrimary(String schema, String table, Set<String> nullable) throws SQLException {
        return new TreeMap<>(keys(schema, table))
                .values().stream()
                        .filter(key -> key.namesEachRow(nullable))
                        .map(key -> key.inOrder)
                        .min(Comparator.comparing(List::size))
                        .orElse(List.of());
    }

    private Map<String, Key> keys(String schema, String table) throws SQLException {
        Map<String, Key> keys = new LinkedHashMap<>();
        String sql = equality.keysQuery();
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            long parameters = sql.chars().filter(c -> c == '?').count();
            for (int i = 1; i <= parameters; i++) {
                query.setString(i, i % 2 == 1 ? schema : table);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    keys.computeIfAbsent(row.getString(1), name -> new Key()).add(row);
                }
            }
        }
        return keys;
    }

    /** These three end a name in the text of lock keys. */
    private static String lockName(String name) {
        return name.replaceAll("[:;,]", "_");
    }

    private static final class Key {
        private final List<@Nullable String> parts = new ArrayList<>();
        private final List<String> inOrder = new ArrayList<>();
        private String condition = "";
        private boolean nullsAreEqual;
        private boolean isPrimary;
        private boolean anyColumn;
        private boolean readsAlike = true;
        private boolean always = true;

        void add(ResultSet row) throws SQLException {
            String column = row.getString(2);
            if (column == null) {
                anyColumn = true;
            } else {
                inOrder.add(column);
            }
            parts.add(row.getString(3));
            condition = row.getString(4);
            nullsAreEqual = row.getBoolean(5);
            isPrimary = row.getBoolean(6);
            readsAlike &= row.getBoolean(7);
            always &= row.getBoolean(8);
        }

        boolean isSaidByTheRow() {
            return isPrimary && readsAlike;
        }

        boolean namesEachRow(Set<String> nullable) {
            return always
                    && !anyColumn
                    && condition.isEmpty()
                    && inOrder.stream().noneMatch(nullable::contains);
        }

        UniqueKey of(String name, Equality equality) {
            List<String> known =
                    parts.stream().flatMap(java.util.stream.Stream::ofNullable).toList();
            String expression = known.size() == parts.size()
                    ? equality.spelling(known, condition, nullsAreEqual)
                    : "'" + UniqueKey.WHOLE + "'";
            return new UniqueKey(name, anyColumn ? Set.of() : new TreeSet<>(inOrder), expression);
        }
    }
}
