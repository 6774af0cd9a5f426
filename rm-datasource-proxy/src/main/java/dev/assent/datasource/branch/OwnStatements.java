package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Our own statements of phase one. They run for a statement of the program: each has its time-out, and {@code cancel} from
 * any thread ends the one that runs.
 */
public final class OwnStatements {
    private static final int NOT_ASKED = -1;

    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Statement programs;
    private @Nullable Statement ours;
    private int seconds = NOT_ASKED;
    private boolean cancelled;

    /** @param connecting makes the connection of our own statements, each of which it hands to {@link #started} */
    public OwnStatements(Function<OwnStatements, Connection> connecting) {
        this.connection = connecting.apply(this);
    }

    public Connection connection() {
        return connection;
    }

    /** From now on the statements run for this one of the program, until {@link #end}. */
    void runFor(Statement statement) {
        lock.lock();
        try {
            programs = statement;
            seconds = NOT_ASKED;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            programs = null;
            ours = null;
            seconds = NOT_ASKED;
            cancelled = false;
        } finally {
            lock.unlock();
        }
    }

    /** The program's own statement is about to run, for which {@code cancel} may have come before. */
    void refuseIfCancelled() throws SQLException {
        lock.lock();
        try {
            if (cancelled) {
                throw DataSourceErrors.cancelled();
            }
        } finally {
            lock.unlock();
        }
    }

    /** @return whether one of ours was running for the statement, so that there is nothing else to cancel */
    boolean cancel(Statement statement) throws SQLException {
        lock.lock();
        try {
            if (programs != statement) {
                return false;
            }
            cancelled = true;
            return ours != null && !ours.isClosed() && cancelOurs(ours);
        } finally {
            lock.unlock();
        }
    }

    private static boolean cancelOurs(Statement ours) throws SQLException {
        try {
            ours.cancel();
            return true;
        } catch (SQLException e) {
            if (ours.isClosed()) {
                return false; // it ended in between
            }
            throw e;
        }
    }

    /** A statement of ours is there, and will run. */
    public <S extends Statement> S started(S statement) throws SQLException {
        lock.lock();
        try {
            if (cancelled) {
                statement.close();
                throw DataSourceErrors.cancelled();
            }
            int most = timeout();
            if (most > 0) {
                statement.setQueryTimeout(most);
            }
            ours = statement;
            return statement;
        } finally {
            lock.unlock();
        }
    }

    /** A driver may ask its database for it. */
    private int timeout() throws SQLException {
        if (seconds == NOT_ASKED) {
            seconds = programs == null ? 0 : programs.getQueryTimeout();
        }
        return seconds;
    }
}
