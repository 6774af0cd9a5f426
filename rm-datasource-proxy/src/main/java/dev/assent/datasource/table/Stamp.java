package dev.assent.datasource.table;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.dialect.StampQuery;
import dev.assent.datasource.errors.SqlStates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a table's description in the catalogue is recognised by: another value says that the description has changed. While a
 * local transaction holds a lock on the table, which it does once it has changed it, nothing changes the description.
 *
 * @param parameters of the query, in turns
 * @param table the name for messages
 */
public record Stamp(StampQuery query, List<String> parameters, String table, String value) {
    private static final StampQuery NO_TABLE = new StampQuery("SELECT ''", false, Optional.empty());

    public Stamp {
        parameters = List.copyOf(parameters);
    }

    /**
     * To be read before anything else of the table, so that no change in between is missed.
     *
     * @param spelt as in the statement
     */
    static Stamp of(Dialect dialect, Connection connection, String spelt, String schema, String table)
            throws SQLException {
        SQLException refusal = null;
        for (StampQuery query : dialect.stampQueries()) {
            List<String> parameters = query.bySpelling() ? List.of(spelt) : List.of(schema, table);
            try {
                String value = value(connection, query.text(), parameters);
                if (value != null) {
                    return new Stamp(query, parameters, table, value);
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
        return new Stamp(NO_TABLE, List.of(), table, "");
    }

    /** What else its description depends on, now; empty if that cannot be recognised. */
    Optional<String> beside(Connection connection) throws SQLException {
        return query.beside().isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(value(connection, query.beside().get(), parameters));
    }

    /**
     * Whether the table and what else its description depends on are as they were.
     *
     * @param beside what {@link #beside} has returned
     */
    boolean isStill(Connection connection, String beside) throws SQLException {
        String sql =
                "SELECT CASE WHEN " + condition() + " THEN (" + query.beside().orElseThrow() + ") END";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, bind(statement, 1), query.beside().orElseThrow(), parameters);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && beside.equals(row.getString(1));
            }
        }
    }

    private static @Nullable String value(Connection connection, String query, List<String> parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            bind(statement, 1, query, parameters);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /** Holds if the description is the same; {@link #bind} binds its parameters. */
    public String condition() {
        return "(" + query.text() + ") = ?";
    }

    /**
     * @param first the index (from 1) of the condition's first parameter
     * @return the index behind its last
     */
    public int bind(PreparedStatement statement, int first) throws SQLException {
        int next = bind(statement, first, query.text(), parameters);
        statement.setString(next, value);
        return next + 1;
    }

    private static int bind(PreparedStatement statement, int first, String query, List<String> parameters)
            throws SQLException {
        long count = query.chars().filter(c -> c == '?').count();
        for (int i = 0; i < count; i++) {
            statement.setString(first + i, parameters.get(i % parameters.size()));
        }
        return first + (int) count;
    }
}
