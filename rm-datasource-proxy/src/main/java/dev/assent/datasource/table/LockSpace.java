package dev.assent.datasource.table;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.model.AssentException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/**
 * Which tables can be locked from one data source. The locks of a branch are in the space of the database's mark, and the
 * mark stands beside the undo table. A schema with an undo table or a mark of its own is another space: services that
 * work with that one lock the rows there, so a change from here would not meet their locks.
 */
final class LockSpace {
    private static final String MARK_TABLE = "assent_database";
    private static final int NO_SUCH_TABLE = 1146;
    /** The numbers under which the MySQL family refuses to say whether there is such a table. */
    private static final List<Integer> DENIED = List.of(1044, 1142);

    private final Dialect dialect;
    private final List<String> undoTable;
    private final Connection connection;

    LockSpace(Dialect dialect, String undoTable, Connection connection) {
        this.dialect = dialect;
        this.undoTable = dialect.identifiers(undoTable);
        this.connection = connection;
    }

    /**
     * The schema of the undo table: its tables are locked by their plain names, the others with their schema.
     *
     * @param opened the schema that the connection was opened with
     */
    String home(String opened) {
        return isQualified() ? undoTable.get(undoTable.size() - 2) : opened;
    }

    /** Why the tables of a schema cannot be locked from here; empty if they can. */
    Optional<AssentException> refusal(String schema, String table, String home) throws SQLException {
        String undo = undoTable.get(undoTable.size() - 1);
        if (!isQualified() && !mayExist(home, undo)) {
            return Optional.of(DataSourceErrors.undoTableOnPath(undo, home));
        }
        if (schema.equals(home)) {
            return Optional.empty();
        }
        for (String name : List.of(undo, dialect.identifiers(MARK_TABLE).get(0))) {
            if (mayExist(schema, name)) {
                return Optional.of(DataSourceErrors.otherSpace(schema + '.' + table, home, schema + '.' + name));
            }
        }
        return Optional.empty();
    }

    /** Whether a table is the undo table or holds the mark. */
    boolean isOurs(String schema, String table, String home) {
        return schema.equals(home)
                && (table.equalsIgnoreCase(undoTable.get(undoTable.size() - 1)) || table.equalsIgnoreCase(MARK_TABLE));
    }

    private boolean isQualified() {
        return undoTable.size() > 1;
    }

    /** The catalogue of the MySQL family leaves out what the user may not see, so there the table itself is asked. */
    private boolean mayExist(String schema, String name) throws SQLException {
        return dialect.schemasAreCatalogs() ? isNotMissing(schema, name) : isListed(schema, name);
    }

    private boolean isListed(String schema, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(dialect.existsQuery())) {
            query.setString(1, schema);
            query.setString(2, name);
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    private boolean isNotMissing(String schema, String name) throws SQLException {
        try (Statement probe = connection.createStatement()) {
            return probe.execute(
                    "SELECT 1 FROM " + dialect.quoted(schema) + '.' + dialect.quoted(name) + " WHERE 1 = 0");
        } catch (SQLException e) {
            if (e.getErrorCode() == NO_SUCH_TABLE) {
                return false;
            }
            if (DENIED.contains(e.getErrorCode())) {
                return true;
            }
            throw e;
        }
    }
}
