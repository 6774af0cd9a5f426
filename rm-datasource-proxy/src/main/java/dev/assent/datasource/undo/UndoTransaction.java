package dev.assent.datasource.undo;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;

/** One transaction of our own on an idle connection, which is given back as it was. */
public final class UndoTransaction {
    private final Connection connection;
    private final LockWait lockWait;

    /** @param connection idle */
    public UndoTransaction(Connection connection) {
        this(connection, LockWait.OF_THE_CONNECTION);
    }

    /** @param connection idle */
    UndoTransaction(Connection connection, LockWait lockWait) {
        this.connection = connection;
        this.lockWait = lockWait;
    }

    /**
     * Runs at read committed: no gap locks, which would get in the way of a branch that commits late, and no snapshot
     * older than the row locks we wait for.
     *
     * @param commit whether to keep what was done, given its result
     */
    public <T> T run(Work<T> work, Predicate<T> commit) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        int isolation = connection.getTransactionIsolation();
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        connection.setAutoCommit(false);
        T result;
        try {
            execute(lockWait.before());
            result = work.run();
            if (commit.test(result)) {
                connection.commit();
            } else {
                connection.rollback();
            }
        } catch (SQLException | RuntimeException | Error e) {
            alsoTry(e, connection::rollback);
            alsoTry(e, () -> giveBack(autoCommit, isolation));
            throw e;
        }
        giveBack(autoCommit, isolation);
        return result;
    }

    private void giveBack(boolean autoCommit, int isolation) throws SQLException {
        connection.setAutoCommit(autoCommit);
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(isolation);
        }
        execute(lockWait.after());
    }

    private void execute(List<String> statements) throws SQLException {
        if (!statements.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            }
        }
    }

    /** Cleans up after a failure. That failure is the one that is reported. */
    static void alsoTry(Throwable failure, Step step) {
        try {
            step.run();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** What is done in it. */
    public interface Work<T> {
        T run() throws SQLException;
    }

    interface Step {
        void run() throws SQLException;
    }
}
