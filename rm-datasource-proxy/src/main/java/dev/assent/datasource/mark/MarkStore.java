package dev.assent.datasource.mark;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.SqlStates;
import dev.assent.datasource.undo.DatabaseCheck;
import dev.assent.datasource.undo.UndoTransaction;
import dev.assent.model.DatabaseMark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a database keeps its mark: in the one row of the table {@code assent_database} beside the undo table, or, where
 * no such table may be made, in a reserved row of the undo table. That row has the status 2 and a date in 2037, so no
 * purge by age or by status finds it. Its unique key decides between several creators, whichever place they choose.
 * Every call is a local transaction of its own on an idle, writable connection.
 */
public final class MarkStore {
    private static final Logger log = LoggerFactory.getLogger(MarkStore.class);

    private static final String XID = "assent-database";
    private static final String CONTEXT = "serializer=assent&mark=";
    private static final String RESERVED = "branch_id = 0 AND xid = '" + XID + "'";

    private final Dialect dialect;
    private final String undoTable;
    private final String table;

    /** @param undoTable as spelt in SQL; the mark's table stands in the same schema */
    public MarkStore(Dialect dialect, String undoTable) {
        this.dialect = dialect;
        this.undoTable = undoTable;
        this.table = beside(dialect, undoTable);
    }

    /** As spelt in SQL. */
    public String table() {
        return table;
    }

    /**
     * Reads the mark.
     *
     * @return empty if the database has none
     * @throws dev.assent.model.AssentException.NotAllowed if it has two, or one that this user may not read
     */
    public Optional<DatabaseCheck> find(Connection idle) throws SQLException {
        Optional<DatabaseMark> own = own(idle);
        Optional<DatabaseMark> reserved = reserved(idle);
        if (own.isPresent() && reserved.isPresent() && !own.equals(reserved)) {
            throw DataSourceErrors.twoMarks(table, own.get(), undoTable, reserved.get());
        }
        return own.isPresent() ? own.map(this::inTable) : reserved.map(this::inUndoTable);
    }

    /** How to ask for a database that was never seen here. */
    public DatabaseCheck inTable(DatabaseMark mark) {
        return new DatabaseCheck(mark, table, "mark = ?", "");
    }

    private DatabaseCheck inUndoTable(DatabaseMark mark) {
        return new DatabaseCheck(mark, undoTable, RESERVED + " AND context = ?", CONTEXT);
    }

    /** Gives the database a mark unless another creator is quicker; {@link #find} returns the mark that counts. */
    public void create(Connection idle, DatabaseMark fresh) throws SQLException {
        boolean inTable = hasTable(idle);
        try {
            new UndoTransaction(idle).run(() -> insert(idle, fresh, inTable), isTheMark -> isTheMark);
        } catch (SQLException e) {
            // two creators at once can be a deadlock for the database, which then ends one of them
            if (!dialect.isDuplicateKey(e) && !SqlStates.endedTheTransaction(e)) {
                throw e;
            }
            log.debug("another service is marking this database, or has marked it: {}", e.getMessage());
        }
    }

    /** Gives the database another mark, in the place of this one. */
    public void replace(Connection idle, DatabaseCheck old, DatabaseMark other) throws SQLException {
        String column = old.table().equals(undoTable) ? "context" : "mark";
        String sql = "UPDATE " + old.table() + " SET " + column + " = ?" + old.where();
        new UndoTransaction(idle)
                .run(
                        () -> {
                            try (PreparedStatement statement = idle.prepareStatement(sql)) {
                                statement.setString(1, old.prefix() + other.value());
                                statement.setString(2, old.parameter());
                                return statement.executeUpdate();
                            }
                        },
                        replaced -> true);
    }

    /**
     * The reserved row is written in any case: its key is what creators of both places have in common.
     *
     * @return whether the mark may stay: one that stands in the table alone, or none stands there
     */
    private boolean insert(Connection connection, DatabaseMark fresh, boolean inTable) throws SQLException {
        update(
                connection,
                "INSERT INTO " + undoTable
                        + " (branch_id, xid, context, rollback_info, log_status, log_created, log_modified)"
                        + " VALUES (0, '" + XID + "', ?, " + dialect.emptyBytes()
                        + ", 2, TIMESTAMP '2037-12-31 00:00:00', CURRENT_TIMESTAMP(6))",
                CONTEXT + fresh.value());
        if (inTable) {
            update(connection, "INSERT INTO " + table + " (id, mark) VALUES (1, ?)", fresh.value());
            return deleteReserved(connection, fresh);
        }
        // a creator that may use the table can have come between our look and our row: then its mark counts
        return standsInTable(connection).isEmpty();
    }

    /** Within a transaction, which PostgreSQL would end if the table were not there. */
    private Optional<DatabaseMark> standsInTable(Connection connection) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            return select(connection, ownMark(), "");
        } catch (SQLException e) {
            connection.rollback(before);
            return absent(e);
        }
    }

    private boolean deleteReserved(Connection connection, DatabaseMark mark) throws SQLException {
        String sql = "DELETE FROM " + undoTable + " WHERE " + RESERVED + " AND context = ?";
        return update(connection, sql, CONTEXT + mark.value());
    }

    private static boolean update(Connection connection, String sql, String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, parameter);
            return statement.executeUpdate() > 0;
        }
    }

    private Optional<DatabaseMark> own(Connection idle) throws SQLException {
        try {
            return read(idle, ownMark(), "");
        } catch (SQLException e) {
            return absent(e);
        }
    }

    private String ownMark() {
        return "SELECT mark FROM " + table + " WHERE id = 1";
    }

    private Optional<DatabaseMark> absent(SQLException e) throws SQLException {
        if (isDenied(e)) {
            throw DataSourceErrors.markUnreadable(table, String.valueOf(e.getMessage()));
        }
        if (isNoSuchTable(e)) {
            return Optional.empty();
        }
        throw e;
    }

    private Optional<DatabaseMark> reserved(Connection idle) throws SQLException {
        return read(idle, "SELECT context FROM " + undoTable + " WHERE " + RESERVED, CONTEXT);
    }

    private static Optional<DatabaseMark> read(Connection idle, String sql, String prefix) throws SQLException {
        return new UndoTransaction(idle).run(() -> select(idle, sql, prefix), read -> true);
    }

    private static Optional<DatabaseMark> select(Connection connection, String sql, String prefix) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? DatabaseMark.parse(row.getString(1).substring(prefix.length())) : Optional.empty();
        }
    }

    private boolean hasTable(Connection idle) throws SQLException {
        try {
            new UndoTransaction(idle)
                    .run(
                            () -> {
                                try (Statement statement = idle.createStatement()) {
                                    return statement.execute(
                                            "CREATE TABLE IF NOT EXISTS " + table
                                                    + " (id INT NOT NULL PRIMARY KEY, mark VARCHAR(64) NOT NULL, nonce VARCHAR(64))");
                                }
                            },
                            made -> true);
        } catch (SQLException e) {
            if (!exists(idle)) {
                log.info("the mark of this database stands in {}, since {} cannot be made", undoTable, table, e);
                return false;
            }
        }
        return true;
    }

    private boolean exists(Connection idle) throws SQLException {
        try {
            read(idle, "SELECT mark FROM " + table + " WHERE 1 = 0", "");
            return true;
        } catch (SQLException e) {
            if (isNoSuchTable(e)) {
                return false;
            }
            throw e;
        }
    }

    /** MySQL and MariaDB report the same for a table that does not exist and for a table that this user may not see. */
    private static boolean isNoSuchTable(SQLException error) {
        return String.valueOf(error.getSQLState()).startsWith("42");
    }

    /** Only PostgreSQL distinguishes the two. */
    private static boolean isDenied(SQLException error) {
        return "42501".equals(error.getSQLState());
    }

    private static String beside(Dialect dialect, String undoTable) {
        List<String> parts = dialect.identifiers(undoTable);
        String schema = parts.size() > 1 ? dialect.quoted(parts.get(parts.size() - 2)) + '.' : "";
        return schema + "assent_database";
    }
}
