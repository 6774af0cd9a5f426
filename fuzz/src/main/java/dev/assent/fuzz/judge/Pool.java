package dev.assent.fuzz.judge;

import dev.assent.fuzz.script.Sql;
import dev.assent.fuzz.server.Place;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A small pool for one thread: a connection that is closed is used again. Its connections are new at the beginning. */
final class Pool implements DataSource, AutoCloseable {
    private final Place place;
    private final List<Sql> opening;
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final List<Connection> all = new ArrayList<>();
    private @Nullable Connection lastHanded;

    Pool(Place place, List<Sql> opening) {
        this.place = place;
        this.opening = opening;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection driver = idle.poll();
        lastHanded = driver == null ? opened() : driver;
        return handed(lastHanded);
    }

    /** The connection that was handed out last, as the driver made it. */
    Connection lastHanded() {
        return Objects.requireNonNull(lastHanded);
    }

    private Connection opened() throws SQLException {
        Connection driver = place.connect();
        all.add(driver);
        place.run(driver, opening);
        return driver;
    }

    private Connection handed(Connection driver) {
        return (Connection) Proxy.newProxyInstance(
                Pool.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        if (!driver.isClosed() && !idle.contains(driver)) {
                            idle.push(driver);
                        }
                        return null;
                    }
                    try {
                        return method.invoke(driver, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public void close() throws SQLException {
        for (Connection driver : all) {
            driver.close();
        }
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public void setLogWriter(PrintWriter writer) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
