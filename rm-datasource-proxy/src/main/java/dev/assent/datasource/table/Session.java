package dev.assent.datasource.table;

import dev.assent.datasource.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * What names and texts mean on one connection at one moment. Statements and pools may have changed it in any way, so the
 * database is asked.
 *
 * @param schemas where a plain name is looked up; empty if it is looked up nowhere
 * @param role on which it depends which rows are seen; empty where it does not
 * @param temporary temporary tables hide others on this connection alone: maybe any, or the one that was named, if the
 *     dialect can ask about one
 * @param reading a setting under which texts are read otherwise than the dialect says; empty if there is none
 * @param spelling settings on which it depends how values are spelt
 * @param current whether a query sees the catalogue as it is when it begins, and not as it was earlier
 */
public record Session(
        String schemas, String role, boolean temporary, String reading, String spelling, boolean current) {
    /**
     * @param home the schema of a plain name, where the dialect can ask about one table
     * @param spelt that table, as in a statement; empty if it does not matter whether it is hidden
     */
    public static Session of(Dialect dialect, Connection connection, String home, String spelt) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(dialect.sessionQuery())) { // drivers keep what they parsed
            if (dialect.hides().isPresent()) {
                bind(query, dialect, home, spelt);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return new Session(
                        String.valueOf(row.getString(1)),
                        String.valueOf(row.getString(2)),
                        row.getBoolean(3),
                        String.valueOf(row.getString(4)),
                        String.valueOf(row.getString(5)),
                        row.getBoolean(6));
            }
        }
    }

    /** Whether a temporary table of the connection hides this one; only where there is {@link Dialect#hides}. */
    public static boolean hides(Dialect dialect, Connection connection, String home, String spelt) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT " + dialect.hides().orElseThrow())) {
            bind(query, dialect, home, spelt);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static void bind(PreparedStatement query, Dialect dialect, String home, String spelt) throws SQLException {
        List<String> parts = spelt.isEmpty() ? List.of("") : dialect.identifiers(spelt);
        query.setString(1, parts.size() > 1 ? parts.get(parts.size() - 2) : home);
        query.setString(2, parts.get(parts.size() - 1));
    }
}
