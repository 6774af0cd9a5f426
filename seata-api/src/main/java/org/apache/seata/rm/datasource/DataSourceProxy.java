package org.apache.seata.rm.datasource;

import dev.assent.seata.GuardedSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A data source that an application has wrapped itself. Its local transactions can be part of a global one, by the data source
 * beneath if that is a bean that the starter has proxied, else by one of ours in between. Safe for many threads.
 */
public class DataSourceProxy implements DataSource {
    private final GuardedSource source;

    public DataSourceProxy(DataSource targetDataSource) {
        this.source = new GuardedSource(targetDataSource);
    }

    public DataSource getTargetDataSource() {
        return source.target();
    }

    /** A connection that takes no part in global transactions, unless the target's do. */
    public Connection getPlainConnection() throws SQLException {
        return source.target().getConnection();
    }

    @Override
    public Connection getConnection() throws SQLException {
        return source.guarded().getConnection();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return source.guarded().getConnection(username, password);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : source.guarded().unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || source.target().isWrapperFor(type);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.target().getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.target().setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.target().setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.target().getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.target().getParentLogger();
    }
}
