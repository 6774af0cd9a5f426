package dev.assent.saga.store;

import dev.assent.saga.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A service's fence: a table in the service's own database that says, by step id, what has run. Called as the first
 * statement of the local transaction that does the work, it makes a repeated forward or compensation do nothing, a
 * compensation without its forward an empty one, and a forward after its compensation an error. Safe for many threads.
 */
public final class SagaFence {
    private static final char FORWARD = 'F';
    private static final char COMPENSATED = 'C';

    private final String table;

    /** @param prefix of the table's name, as in {@link StoreSettings} */
    public SagaFence(String prefix) {
        this.table = StoreSettings.defaults().withPrefix(prefix).prefix() + "saga_fence";
    }

    /** What a service has to do now. */
    public enum Answer {
        /** Do the work, and commit. */
        RUN,
        /** Do nothing: it is done, or there is nothing to undo. Commit all the same. */
        SKIP
    }

    /** Makes the table if it is not there. */
    public void createTable(Connection connection) throws SQLException {
        String sql = "CREATE TABLE IF NOT EXISTS " + table
                + " (step_id VARCHAR(64) NOT NULL, state CHAR(1) NOT NULL, PRIMARY KEY (step_id))"
                + Dialect.of(connection).tableOptions();
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /**
     * Asks before a step's work.
     *
     * @param stepId the idempotency key that the engine hands over
     * @throws StoreException ASN-6510 if the step's compensation has run already; roll back
     */
    public Answer forward(Connection connection, String stepId) throws SQLException {
        if (insert(connection, stepId, FORWARD)) {
            return Answer.RUN;
        }
        if (state(connection, stepId) == COMPENSATED) {
            throw StoreException.of(StoreErrors.lateForward(stepId), null);
        }
        return Answer.SKIP;
    }

    /**
     * Asks before the work of a step's compensation.
     *
     * @param stepId the id of the step that is compensated, not of the compensation
     */
    public Answer compensate(Connection connection, String stepId) throws SQLException {
        if (insert(connection, stepId, COMPENSATED)) {
            return Answer.SKIP;
        }
        String sql = "UPDATE " + table + " SET state = 'C' WHERE step_id = ? AND state = 'F'";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, stepId);
            return statement.executeUpdate() == 1 ? Answer.RUN : Answer.SKIP;
        }
    }

    /** Waits for the transaction that has inserted the same row and has not ended. */
    private boolean insert(Connection connection, String stepId, char state) throws SQLException {
        if (connection.getAutoCommit()) {
            throw StoreException.of(StoreErrors.noTransaction(stepId), null);
        }
        String into = " INTO " + table + " (step_id, state) VALUES (?, ?)";
        Dialect dialect = Dialect.of(connection);
        String sql = switch (dialect) {
            case H2 -> "INSERT" + into;
            case MARIADB -> "INSERT IGNORE" + into;
            case POSTGRES -> "INSERT" + into + " ON CONFLICT DO NOTHING";
        };
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, stepId);
            statement.setString(2, String.valueOf(state));
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            if (dialect == Dialect.H2 && Sessions.isDuplicate(e)) {
                return false; // H2 takes back the statement only
            }
            throw e;
        }
    }

    /** Reads the newest row, whatever the transaction's snapshot is. */
    private char state(Connection connection, String stepId) throws SQLException {
        String sql = "SELECT state FROM " + table + " WHERE step_id = ? FOR UPDATE";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, stepId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1).charAt(0) : FORWARD;
            }
        }
    }
}
