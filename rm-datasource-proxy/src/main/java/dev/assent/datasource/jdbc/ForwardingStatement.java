package dev.assent.datasource.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Passes every call to the driver, one line per method; ForwardingTest calls each of them. */
abstract class ForwardingStatement implements Statement {
    private final Statement driver;

    ForwardingStatement(Statement driver) {
        this.driver = driver;
    }

    @Override public void addBatch(String a) throws SQLException { driver.addBatch(a); }
    @Override public void cancel() throws SQLException { driver.cancel(); }
    @Override public void clearBatch() throws SQLException { driver.clearBatch(); }
    @Override public void clearWarnings() throws SQLException { driver.clearWarnings(); }
    @Override public void close() throws SQLException { driver.close(); }
    @Override public void closeOnCompletion() throws SQLException { driver.closeOnCompletion(); }
    @Override public String enquoteIdentifier(String a, boolean b) throws SQLException { return driver.enquoteIdentifier(a, b); }
    @Override public String enquoteLiteral(String a) throws SQLException { return driver.enquoteLiteral(a); }
    @Override public String enquoteNCharLiteral(String a) throws SQLException { return driver.enquoteNCharLiteral(a); }
    @Override public boolean execute(String a) throws SQLException { return driver.execute(a); }
    @Override public boolean execute(String a, int[] b) throws SQLException { return driver.execute(a, b); }
    @Override public boolean execute(String a, String[] b) throws SQLException { return driver.execute(a, b); }
    @Override public boolean execute(String a, int b) throws SQLException { return driver.execute(a, b); }
    @Override public int[] executeBatch() throws SQLException { return driver.executeBatch(); }
    @Override public long[] executeLargeBatch() throws SQLException { return driver.executeLargeBatch(); }
    @Override public long executeLargeUpdate(String a) throws SQLException { return driver.executeLargeUpdate(a); }
    @Override public long executeLargeUpdate(String a, int[] b) throws SQLException { return driver.executeLargeUpdate(a, b); }
    @Override public long executeLargeUpdate(String a, String[] b) throws SQLException { return driver.executeLargeUpdate(a, b); }
    @Override public long executeLargeUpdate(String a, int b) throws SQLException { return driver.executeLargeUpdate(a, b); }
    @Override public @Nullable ResultSet executeQuery(String a) throws SQLException { return driver.executeQuery(a); }
    @Override public int executeUpdate(String a) throws SQLException { return driver.executeUpdate(a); }
    @Override public int executeUpdate(String a, int[] b) throws SQLException { return driver.executeUpdate(a, b); }
    @Override public int executeUpdate(String a, String[] b) throws SQLException { return driver.executeUpdate(a, b); }
    @Override public int executeUpdate(String a, int b) throws SQLException { return driver.executeUpdate(a, b); }
    @Override public Connection getConnection() throws SQLException { return driver.getConnection(); }
    @Override public int getFetchDirection() throws SQLException { return driver.getFetchDirection(); }
    @Override public int getFetchSize() throws SQLException { return driver.getFetchSize(); }
    @Override public @Nullable ResultSet getGeneratedKeys() throws SQLException { return driver.getGeneratedKeys(); }
    @Override public long getLargeMaxRows() throws SQLException { return driver.getLargeMaxRows(); }
    @Override public long getLargeUpdateCount() throws SQLException { return driver.getLargeUpdateCount(); }
    @Override public int getMaxFieldSize() throws SQLException { return driver.getMaxFieldSize(); }
    @Override public int getMaxRows() throws SQLException { return driver.getMaxRows(); }
    @Override public boolean getMoreResults() throws SQLException { return driver.getMoreResults(); }
    @Override public boolean getMoreResults(int a) throws SQLException { return driver.getMoreResults(a); }
    @Override public int getQueryTimeout() throws SQLException { return driver.getQueryTimeout(); }
    @Override public @Nullable ResultSet getResultSet() throws SQLException { return driver.getResultSet(); }
    @Override public int getResultSetConcurrency() throws SQLException { return driver.getResultSetConcurrency(); }
    @Override public int getResultSetHoldability() throws SQLException { return driver.getResultSetHoldability(); }
    @Override public int getResultSetType() throws SQLException { return driver.getResultSetType(); }
    @Override public int getUpdateCount() throws SQLException { return driver.getUpdateCount(); }
    @Override public SQLWarning getWarnings() throws SQLException { return driver.getWarnings(); }
    @Override public boolean isCloseOnCompletion() throws SQLException { return driver.isCloseOnCompletion(); }
    @Override public boolean isClosed() throws SQLException { return driver.isClosed(); }
    @Override public boolean isPoolable() throws SQLException { return driver.isPoolable(); }
    @Override public boolean isSimpleIdentifier(String a) throws SQLException { return driver.isSimpleIdentifier(a); }
    @Override public boolean isWrapperFor(Class<?> a) throws SQLException { return driver.isWrapperFor(a); }
    @Override public void setCursorName(String a) throws SQLException { driver.setCursorName(a); }
    @Override public void setEscapeProcessing(boolean a) throws SQLException { driver.setEscapeProcessing(a); }
    @Override public void setFetchDirection(int a) throws SQLException { driver.setFetchDirection(a); }
    @Override public void setFetchSize(int a) throws SQLException { driver.setFetchSize(a); }
    @Override public void setLargeMaxRows(long a) throws SQLException { driver.setLargeMaxRows(a); }
    @Override public void setMaxFieldSize(int a) throws SQLException { driver.setMaxFieldSize(a); }
    @Override public void setMaxRows(int a) throws SQLException { driver.setMaxRows(a); }
    @Override public void setPoolable(boolean a) throws SQLException { driver.setPoolable(a); }
    @Override public void setQueryTimeout(int a) throws SQLException { driver.setQueryTimeout(a); }
    @Override public <T> T unwrap(Class<T> a) throws SQLException { return driver.unwrap(a); }
}
