package dev.assent.datasource.table;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.SqlStates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a table's description in the catalogue is recognised by: another value says that the description has changed. While a
 * local transaction holds a lock on the table, which it does once it has changed it, nothing changes the description.
 *
 * @param query for the value; its parameters are schema and table in turns
 */
public record Stamp(String query, String schema, String table, String value) {
    /** To be read before anything else of the table, so that no change in between is missed. */
    static Stamp of(Dialect dialect, Connection connection, String schema, String table) throws SQLException {
        SQLException refusal = null;
        for (String query : dialect.stampQueries()) {
            try {
                String value = value(connection, query, schema, table);
                if (value != null) {
                    return new Stamp(query, schema, table, value);
                }
            } catch (SQLException e) {
                if (!SqlStates.isNoSuchThing(e)) {
                    throw e;
                }
                refusal = e; // the user lacks a privilege, or the database that table of its catalogue
            }
        }
        if (refusal != null) {
            throw refusal;
        }
        return new Stamp("SELECT ''", schema, table, ""); // there is no such table
    }

    private static @Nullable String value(Connection connection, String query, String schema, String table)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            bind(statement, 1, query, schema, table);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /** Holds if the description is the same; {@link #bind} binds its parameters. */
    public String condition() {
        return "(" + query + ") = ?";
    }

    /**
     * @param first the index (from 1) of the condition's first parameter
     * @return the index behind its last
     */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        int next = bind(statement, first, query, schema, table);
        statement.setString(next, value);
        return next + 1;
    }

    private static int bind(PreparedStatement statement, int first, String query, String schema, String table)
            throws SQLException {
        int next = first;
        for (long left = query.chars().filter(c -> c == '?').count(); left > 0; left -= 2) {
            statement.setString(next++, schema);
            statement.setString(next++, table);
        }
        return next;
    }
}
