package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.Refusal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Looks whether the undo table can hold what is written to it. Its columns may be wider than our script makes them, and
 * there may be more; what would cut a record short, let one be written twice or lose it is named.
 */
final class UndoTableCheck {
    /** As long as the script of Seata 1.x makes it. */
    private static final int XID = 100;

    private static final int CONTEXT = 128;
    /** A column that ends sooner cuts records off, or stops local commits. */
    private static final int MEDIUM_BLOB = 16 * 1024 * 1024 - 1;

    private static final Set<Integer> TEXT =
            Set.of(Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NVARCHAR, Types.LONGNVARCHAR);
    private static final Set<Integer> BYTES = Set.of(Types.BLOB, Types.LONGVARBINARY, Types.VARBINARY, Types.BINARY);
    private static final Set<Integer> DECIMAL = Set.of(Types.NUMERIC, Types.DECIMAL);
    private static final Set<Integer> WHOLE_NUMBER =
            Set.of(Types.BIGINT, Types.INTEGER, Types.SMALLINT, Types.TINYINT, Types.NUMERIC, Types.DECIMAL);
    private static final Set<Integer> TIME = Set.of(Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE);
    private static final int DIGITS_OF_AN_ID = 19;

    private static final Set<Refusal> LOSE_ROWS =
            EnumSet.of(Refusal.NO_TRANSACTIONS, Refusal.TEMPORARY_TABLE, Refusal.ROW_SECURITY, Refusal.REWRITE_RULE);

    private final Dialect dialect;
    private final Connection connection;
    private final DatabaseMetaData database;
    private final String schema;
    private final String table;

    private UndoTableCheck(Dialect dialect, Connection connection, String schema, String table) throws SQLException {
        this.dialect = dialect;
        this.connection = connection;
        this.database = connection.getMetaData();
        this.schema = schema;
        this.table = table;
    }

    /** @param spelt as in SQL; there is such a table */
    static UndoTableCheck of(Dialect dialect, Connection connection, String spelt) throws SQLException {
        if (dialect.relationQuery().isPresent()) {
            try (PreparedStatement query =
                    connection.prepareStatement(dialect.relationQuery().get())) {
                query.setString(1, spelt);
                try (ResultSet row = query.executeQuery()) {
                    if (row.next()) {
                        return new UndoTableCheck(dialect, connection, row.getString(1), row.getString(2));
                    }
                }
            }
        }
        List<String> parts = dialect.identifiers(spelt);
        String opened = dialect.schemasAreCatalogs() ? connection.getCatalog() : connection.getSchema();
        String schema = parts.size() == 1 ? opened : parts.get(parts.size() - 2);
        return new UndoTableCheck(dialect, connection, schema, parts.get(parts.size() - 1));
    }

    /** What is wrong with it; empty if nothing. */
    List<String> flaws() throws SQLException {
        Map<String, Column> columns = columns();
        if (columns.isEmpty()) { // the catalogue spells the table otherwise than we do; the probe has found it
            return List.of();
        }
        List<String> flaws = new ArrayList<>();
        Needs needs = new Needs(columns, flaws);
        needs.column("branch_id", "a whole number of 64 bits", Column::holdsIds);
        needs.column("xid", "a text of " + XID + " characters", column -> column.isOf(TEXT, XID));
        needs.column("context", "a text of " + CONTEXT + " characters", column -> column.isOf(TEXT, CONTEXT));
        needs.column("rollback_info", "bytes, 16 MiB of them", column -> column.isOf(BYTES, MEDIUM_BLOB));
        needs.column("log_status", "a whole number", column -> column.isOf(WHOLE_NUMBER, 0));
        needs.column("log_created", "a date with time", column -> column.isOf(TIME, 0));
        needs.column("log_modified", "a date with time", column -> column.isOf(TIME, 0));
        columns.values().stream()
                .filter(Column::mustBeGiven)
                .forEach(column -> flaws.add("column " + column.name + " has no default and is not written"));
        if (uniqueKeys().stream().noneMatch(Set.of("xid", "branch_id")::equals)) {
            flaws.add("no unique key is made of xid and branch_id and nothing else");
        }
        hindrance().ifPresent(flaws::add);
        return flaws;
    }

    /** By name in lower case. */
    private Map<String, Column> columns() throws SQLException {
        Map<String, Column> columns = new LinkedHashMap<>();
        try (ResultSet row = dialect.schemasAreCatalogs()
                ? database.getColumns(schema, null, escaped(table), "%")
                : database.getColumns(null, escaped(schema), escaped(table), "%")) {
            while (row.next()) {
                String name = row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                boolean filled = row.getString("COLUMN_DEF") != null
                        || row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls
                        || "YES".equals(row.getString("IS_AUTOINCREMENT"))
                        || "YES".equals(row.getString("IS_GENERATEDCOLUMN"));
                columns.put(
                        name,
                        new Column(
                                name,
                                row.getInt("DATA_TYPE"),
                                row.getString("TYPE_NAME"),
                                row.getInt("COLUMN_SIZE"),
                                !filled));
            }
        }
        return columns;
    }

    /** The columns of each, in lower case. One that leaves rows out is not among them. */
    private List<Set<String>> uniqueKeys() throws SQLException {
        Map<String, Set<String>> keys = new TreeMap<>();
        Set<String> partial = new TreeSet<>();
        try (ResultSet row = dialect.schemasAreCatalogs()
                ? database.getIndexInfo(schema, null, table, true, true)
                : database.getIndexInfo(null, schema, table, true, true)) {
            while (row.next()) {
                String index = row.getString("INDEX_NAME");
                String column = row.getString("COLUMN_NAME");
                if (index != null && column != null) {
                    keys.computeIfAbsent(index, name -> new TreeSet<>()).add(column.toLowerCase(Locale.ROOT));
                    if (row.getString("FILTER_CONDITION") != null) {
                        partial.add(index);
                    }
                }
            }
        }
        keys.keySet().removeAll(partial);
        return List.copyOf(keys.values());
    }

    private Optional<String> hindrance() throws SQLException {
        String facts = dialect.factsQuery();
        try (PreparedStatement query = connection.prepareStatement(facts)) {
            long parameters = facts.chars().filter(c -> c == '?').count();
            for (int i = 1; i <= parameters; i++) {
                query.setString(i, i % 2 == 1 ? schema : table);
            }
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    String kind = row.getString(1);
                    if (!kind.equals(Dialect.TRIGGER) && LOSE_ROWS.contains(Refusal.valueOf(kind))) {
                        return Optional.of(Refusal.valueOf(kind).why() + " (" + row.getString(2) + ')');
                    }
                }
                return Optional.empty();
            }
        }
    }

    private String escaped(String name) throws SQLException {
        String escape = database.getSearchStringEscape();
        return escape.isEmpty()
                ? name
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }

    /** @param mustBeGiven an INSERT that does not name it fails */
    private record Column(String name, int type, String typeName, int size, boolean mustBeGiven) {
        boolean holdsIds() {
            return type == Types.BIGINT || isOf(DECIMAL, DIGITS_OF_AN_ID);
        }

        boolean isOf(Set<Integer> types, int least) {
            return types.contains(type) && size >= least;
        }

        String spelt() {
            return size == 0 || size == Integer.MAX_VALUE ? typeName : typeName + '(' + size + ')';
        }
    }

    /** Takes out the columns that are written. */
    private record Needs(Map<String, Column> columns, List<String> flaws) {
        void column(String name, String what, Predicate<Column> fits) {
            Column column = columns.remove(name);
            if (column == null) {
                flaws.add("column " + name + " is missing");
            } else if (!fits.test(column)) {
                flaws.add("column " + name + " is " + column.spelt() + " and not " + what);
            }
        }
    }
}
