package dev.assent.fuzz.server;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which tables there are, the temporary ones of the connection included. */
final class Catalogue {
    private static final Set<String> OURS = Set.of(Place.UNDO_TABLE, "assent_database");

    private Catalogue() {}

    /** What to select from, by {@code schema.table} in lower case. */
    static Map<String, String> tables(Connection connection, Place place) throws SQLException {
        Map<String, String> found = new TreeMap<>();
        switch (place.kind()) {
            case H2 -> add(found, connection, """
                    SELECT table_schema, table_name, '' FROM information_schema.tables
                    WHERE table_schema <> 'INFORMATION_SCHEMA' AND table_type IN ('BASE TABLE', 'LOCAL TEMPORARY')
                    """);
            case POSTGRES -> add(found, connection, """
                    SELECT CASE WHEN n.oid = pg_my_temp_schema() THEN 'pg_temp' ELSE n.nspname END, c.relname,
                      CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END
                    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND (n.nspname IN ('public', 'o') OR n.oid = pg_my_temp_schema())
                    """);
            default -> {
                for (String schema : List.of(place.name(), place.name() + "o")) {
                    mariaDb(found, connection, place, schema);
                }
            }
        }
        return found;
    }

    private static void add(Map<String, String> found, Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                String schema = rows.getString(1);
                String table = rows.getString(2);
                if (!OURS.contains(table.toLowerCase(Locale.ROOT))) {
                    found.put(
                            (schema + "." + table).toLowerCase(Locale.ROOT),
                            rows.getString(3) + '"' + schema + "\".\"" + table + '"');
                }
            }
        }
    }

    private static void mariaDb(Map<String, String> found, Connection connection, Place place, String schema)
            throws SQLException {
        boolean other = !schema.equals(place.name());
        if (other && !exists(connection, schema)) {
            return;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW FULL TABLES FROM " + schema)) {
            while (rows.next()) {
                String table = rows.getString(1);
                if (!rows.getString(2).contains("VIEW") && !OURS.contains(table.toLowerCase(Locale.ROOT))) {
                    found.put((other ? "o." : "public.") + table.toLowerCase(Locale.ROOT), schema + ".`" + table + "`");
                }
            }
        }
    }

    private static boolean exists(Connection connection, String schema) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW DATABASES LIKE '" + schema + "'")) {
            return rows.next();
        }
    }
}
