package dev.assent.datasource.undo;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at tables past everything that is under test. */
final class Tables {
    private Tables() {}

    static void run(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Rows in the order of their first column, each column as the driver's text or, if it has bytes, in hex. */
    static Map<String, Map<String, String>> dump(Connection connection, String table) throws SQLException {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT * FROM " + table + " ORDER BY 1")) {
            while (row.next()) {
                Map<String, String> columns = new LinkedHashMap<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.put(row.getMetaData().getColumnName(i), text(row, i));
                }
                rows.put(row.getString(1), columns);
            }
        }
        return rows;
    }

    static List<String> column(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (row.next()) {
                values.add(row.getString(1));
            }
            return values;
        }
    }

    private static String text(ResultSet row, int i) throws SQLException {
        switch (row.getMetaData().getColumnType(i)) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> {
                byte[] bytes = row.getBytes(i);
                return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
            }
            default -> {
                return String.valueOf(row.getString(i));
            }
        }
    }
}
