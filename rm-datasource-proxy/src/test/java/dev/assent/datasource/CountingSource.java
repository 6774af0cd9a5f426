package dev.assent.datasource;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Writes down each call of the driver that can be a round trip to the database: every statement, commit, roll-back,
 * savepoint and setting of the connection, and every question to its metadata that reads the catalogue. Preparing is no
 * trip for the drivers we know, nor is a setting that the connection has already.
 */
final class CountingSource implements DataSource {
    private static final Set<String> TRIPS =
            Set.of("commit", "rollback", "setSavepoint", "releaseSavepoint", "isValid", "setSchema", "setCatalog");

    private final DataSource target;
    private final List<String> trips = new ArrayList<>();

    CountingSource(DataSource target) {
        this.target = target;
    }

    /** What was written down since the last call, in order. */
    synchronized List<String> taken() {
        List<String> taken = List.copyOf(trips);
        trips.clear();
        return taken;
    }

    private synchronized void note(String trip) {
        trips.add(trip);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connection(target.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return connection(target.getConnection(user, password));
    }

    private Connection connection(Connection driver) {
        return proxy(Connection.class, (method, args) -> {
            String name = method.getName();
            boolean changes = (name.equals("setAutoCommit") && driver.getAutoCommit() != (boolean) args[0])
                    || (name.equals("setTransactionIsolation") && driver.getTransactionIsolation() != (int) args[0])
                    || (name.equals("setReadOnly") && driver.isReadOnly() != (boolean) args[0]);
            if (changes || TRIPS.contains(name)) {
                note(args == null || !changes ? name : name + ' ' + args[0]);
            }
            Object result = call(driver, method, args);
            if (result instanceof DatabaseMetaData metaData) {
                return metaData(metaData);
            }
            return result instanceof Statement statement
                    ? statement(statement, args == null ? "" : String.valueOf(args[0]))
                    : result;
        });
    }

    private Object statement(Statement driver, String prepared) {
        Class<?> type = driver instanceof CallableStatement
                ? CallableStatement.class
                : driver instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
        return proxy(type, (method, args) -> {
            if (method.getName().startsWith("execute")) {
                note(args != null && args[0] instanceof String sql ? sql : prepared);
            }
            return call(driver, method, args);
        });
    }

    private DatabaseMetaData metaData(DatabaseMetaData driver) {
        return proxy(DatabaseMetaData.class, (method, args) -> {
            if (ResultSet.class.isAssignableFrom(method.getReturnType())) {
                note("metadata: " + method.getName());
            }
            return call(driver, method, args);
        });
    }

    private interface Handler {
        Object handle(Method method, Object[] args) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                CountingSource.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, args) -> handler.handle(method, args)));
    }

    private static Object call(Object target, Method method, Object[] args) throws Exception {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return target.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter writer) throws SQLException {
        target.setLogWriter(writer);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return target.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        target.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return target.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return target.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return target.isWrapperFor(type);
    }
}
