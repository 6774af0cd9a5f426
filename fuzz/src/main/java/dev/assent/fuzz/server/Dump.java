package dev.assent.fuzz.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every row of every table, as text, in order. The undo table and the table of the mark are left out.
 *
 * @param tables by {@code schema.table}, in lower case; in each row the values by column, in lower case
 */
public record Dump(SortedMap<String, List<SortedMap<String, String>>> tables) {
    /** Columns whose values are the moment they were written at. */
    private static final String MOMENT = "moment";

    public static Dump of(Connection connection, Place place) throws SQLException {
        SortedMap<String, List<SortedMap<String, String>>> tables = new TreeMap<>();
        for (Map.Entry<String, String> table :
                Catalogue.tables(connection, place).entrySet()) {
            tables.put(table.getKey(), rows(connection, table.getValue()));
        }
        return new Dump(tables);
    }

    private static List<SortedMap<String, String>> rows(Connection connection, String from) throws SQLException {
        List<SortedMap<String, String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM " + from)) {
            while (found.next()) {
                rows.add(row(found));
            }
        }
        rows.sort((one, other) -> one.toString().compareTo(other.toString()));
        return rows;
    }

    private static SortedMap<String, String> row(ResultSet found) throws SQLException {
        SortedMap<String, String> row = new TreeMap<>();
        ResultSetMetaData columns = found.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            row.put(columns.getColumnName(i).toLowerCase(Locale.ROOT), value(found, i));
        }
        return row;
    }

    /** As text; JSON has a null of its own. */
    public static String value(ResultSet found, int index) throws SQLException {
        String text = text(found, index);
        return found.wasNull() ? "NULL" : text;
    }

    private static String text(ResultSet found, int index) throws SQLException {
        ResultSetMetaData columns = found.getMetaData();
        int type = columns.getColumnType(index);
        if (columns.getColumnTypeName(index).equalsIgnoreCase("uuid")) { // H2 calls it binary
            return String.valueOf(found.getString(index));
        }
        if (type == Types.BINARY || type == Types.VARBINARY || type == Types.LONGVARBINARY || type == Types.BLOB) {
            byte[] bytes = found.getBytes(index);
            return bytes == null ? "null" : "x" + HexFormat.of().formatHex(bytes);
        }
        return String.valueOf(found.getString(index));
    }

    /** Without what depends on the time of the run. */
    public Dump withoutMoments() {
        SortedMap<String, List<SortedMap<String, String>>> kept = new TreeMap<>();
        tables.forEach((table, rows) -> kept.put(
                table,
                rows.stream()
                        .map(row -> {
                            SortedMap<String, String> values = new TreeMap<>(row);
                            values.keySet().removeIf(column -> column.startsWith(MOMENT));
                            return values;
                        })
                        .sorted((one, other) -> one.toString().compareTo(other.toString()))
                        .toList()));
        return new Dump(kept);
    }

    /** The rows that are in one of them alone; empty if they are equal. */
    public List<String> differences(String name, Dump other, String otherName) {
        List<String> lines = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(tables.keySet());
        names.addAll(other.tables.keySet());
        for (String table : names) {
            List<SortedMap<String, String>> mine = tables.getOrDefault(table, List.of());
            List<SortedMap<String, String>> theirs = other.tables.getOrDefault(table, List.of());
            without(mine, theirs).forEach(row -> lines.add(table + " " + name + ": " + row));
            without(theirs, mine).forEach(row -> lines.add(table + " " + otherName + ": " + row));
        }
        return lines;
    }

    /** The rows of the one list that the other does not have, each as often as it is there too often. */
    public static <T> List<T> without(List<T> some, List<T> others) {
        List<T> left = new ArrayList<>(some);
        others.forEach(left::remove);
        return left;
    }
}
