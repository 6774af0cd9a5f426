package dev.assent.datasource.table;

import dev.assent.datasource.dialect.Dialect;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * What names and texts mean on one connection at one moment. Statements and pools may have changed it in any way, so the
 * database is asked.
 *
 * @param schemas where a plain name is looked up; empty if it is looked up nowhere
 * @param role on which it depends which rows are seen; empty where it does not
 * @param temporary there are temporary tables, which hide others on this connection alone
 * @param reading a setting under which texts are read otherwise than the dialect says; empty if there is none
 * @param spelling settings on which it depends how values are spelt
 * @param current whether a query sees the catalogue as it is when it begins, and not as it was earlier
 */
public record Session(
        String schemas, String role, boolean temporary, String reading, String spelling, boolean current) {
    public static Session of(Dialect dialect, Connection connection) throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement(dialect.sessionQuery()); // drivers keep what they parsed
                ResultSet row = query.executeQuery()) {
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
