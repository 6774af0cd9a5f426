package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connection as our own statements of phase one use it. They run for a statement of the program: each has its
 * time-out, and {@code cancel} from any thread ends the one that runs.
 */
public final class OwnStatements implements InvocationHandler {
    private final Connection driver;
    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Statement programs;
    private @Nullable Statement ours;
    private boolean cancelled;

    public OwnStatements(Connection driver) {
        this.driver = driver;
        connection = (Connection)
                Proxy.newProxyInstance(OwnStatements.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    public Connection connection() {
        return connection;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args) throws Throwable {
        try {
            Object result = method.invoke(driver, args);
            if (result instanceof Statement statement) {
                start(statement);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** From now on the statements run for this one of the program, until {@link #end}. */
    void runFor(Statement statement) {
        lock.lock();
        try {
            programs = statement;
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            programs = null;
            ours = null;
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

    private void start(Statement statement) throws SQLException {
        lock.lock();
        try {
            if (cancelled) {
                statement.close();
                throw DataSourceErrors.cancelled();
            }
            int seconds = programs == null ? 0 : programs.getQueryTimeout();
            if (seconds > 0) {
                statement.setQueryTimeout(seconds);
            }
            ours = statement;
        } finally {
            lock.unlock();
        }
    }
}
