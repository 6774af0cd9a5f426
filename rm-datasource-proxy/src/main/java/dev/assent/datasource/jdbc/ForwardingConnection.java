package dev.assent.datasource.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Savepoint;
import java.sql.ShardingKey;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Passes every call to the driver, one line per method; ForwardingTest calls each of them. */
abstract class ForwardingConnection implements Connection {
    private final Connection driver;

    ForwardingConnection(Connection driver) {
        this.driver = driver;
    }

    final Connection driver() {
        return driver;
    }

    @Override public void abort(Executor a) throws SQLException { driver.abort(a); }
    @Override public void beginRequest() throws SQLException { driver.beginRequest(); }
    @Override public void clearWarnings() throws SQLException { driver.clearWarnings(); }
    @Override public void close() throws SQLException { driver.close(); }
    @Override public void commit() throws SQLException { driver.commit(); }
    @Override public @Nullable Array createArrayOf(String a, @Nullable Object @Nullable [] b) throws SQLException { return driver.createArrayOf(a, b); }
    @Override public Blob createBlob() throws SQLException { return driver.createBlob(); }
    @Override public Clob createClob() throws SQLException { return driver.createClob(); }
    @Override public NClob createNClob() throws SQLException { return driver.createNClob(); }
    @Override public SQLXML createSQLXML() throws SQLException { return driver.createSQLXML(); }
    @Override public Statement createStatement() throws SQLException { return driver.createStatement(); }
    @Override public Statement createStatement(int a, int b) throws SQLException { return driver.createStatement(a, b); }
    @Override public Statement createStatement(int a, int b, int c) throws SQLException { return driver.createStatement(a, b, c); }
    @Override public @Nullable Struct createStruct(String a, @Nullable Object @Nullable [] b) throws SQLException { return driver.createStruct(a, b); }
    @Override public void endRequest() throws SQLException { driver.endRequest(); }
    @Override public boolean getAutoCommit() throws SQLException { return driver.getAutoCommit(); }
    @Override public String getCatalog() throws SQLException { return driver.getCatalog(); }
    @Override public Properties getClientInfo() throws SQLException { return driver.getClientInfo(); }
    @Override public String getClientInfo(String a) throws SQLException { return driver.getClientInfo(a); }
    @Override public int getHoldability() throws SQLException { return driver.getHoldability(); }
    @Override public DatabaseMetaData getMetaData() throws SQLException { return driver.getMetaData(); }
    @Override public int getNetworkTimeout() throws SQLException { return driver.getNetworkTimeout(); }
    @Override public String getSchema() throws SQLException { return driver.getSchema(); }
    @Override public int getTransactionIsolation() throws SQLException { return driver.getTransactionIsolation(); }
    @Override public Map<String, Class<?>> getTypeMap() throws SQLException { return driver.getTypeMap(); }
    @Override public SQLWarning getWarnings() throws SQLException { return driver.getWarnings(); }
    @Override public boolean isClosed() throws SQLException { return driver.isClosed(); }
    @Override public boolean isReadOnly() throws SQLException { return driver.isReadOnly(); }
    @Override public boolean isValid(int a) throws SQLException { return driver.isValid(a); }
    @Override public boolean isWrapperFor(Class<?> a) throws SQLException { return driver.isWrapperFor(a); }
    @Override public String nativeSQL(String a) throws SQLException { return driver.nativeSQL(a); }
    @Override public CallableStatement prepareCall(String a) throws SQLException { return driver.prepareCall(a); }
    @Override public CallableStatement prepareCall(String a, int b, int c) throws SQLException { return driver.prepareCall(a, b, c); }
    @Override public CallableStatement prepareCall(String a, int b, int c, int d) throws SQLException { return driver.prepareCall(a, b, c, d); }
    @Override public PreparedStatement prepareStatement(String a) throws SQLException { return driver.prepareStatement(a); }
    @Override public PreparedStatement prepareStatement(String a, int[] b) throws SQLException { return driver.prepareStatement(a, b); }
    @Override public PreparedStatement prepareStatement(String a, String[] b) throws SQLException { return driver.prepareStatement(a, b); }
    @Override public PreparedStatement prepareStatement(String a, int b) throws SQLException { return driver.prepareStatement(a, b); }
    @Override public PreparedStatement prepareStatement(String a, int b, int c) throws SQLException { return driver.prepareStatement(a, b, c); }
    @Override public PreparedStatement prepareStatement(String a, int b, int c, int d) throws SQLException { return driver.prepareStatement(a, b, c, d); }
    @Override public void releaseSavepoint(Savepoint a) throws SQLException { driver.releaseSavepoint(a); }
    @Override public void rollback() throws SQLException { driver.rollback(); }
    @Override public void rollback(Savepoint a) throws SQLException { driver.rollback(a); }
    @Override public void setAutoCommit(boolean a) throws SQLException { driver.setAutoCommit(a); }
    @Override public void setCatalog(String a) throws SQLException { driver.setCatalog(a); }
    @Override public void setClientInfo(Properties a) throws SQLClientInfoException { driver.setClientInfo(a); }
    @Override public void setClientInfo(String a, String b) throws SQLClientInfoException { driver.setClientInfo(a, b); }
    @Override public void setHoldability(int a) throws SQLException { driver.setHoldability(a); }
    @Override public void setNetworkTimeout(Executor a, int b) throws SQLException { driver.setNetworkTimeout(a, b); }
    @Override public void setReadOnly(boolean a) throws SQLException { driver.setReadOnly(a); }
    @Override public Savepoint setSavepoint() throws SQLException { return driver.setSavepoint(); }
    @Override public Savepoint setSavepoint(String a) throws SQLException { return driver.setSavepoint(a); }
    @Override public void setSchema(String a) throws SQLException { driver.setSchema(a); }
    @Override public void setShardingKey(ShardingKey a) throws SQLException { driver.setShardingKey(a); }
    @Override public void setShardingKey(ShardingKey a, ShardingKey b) throws SQLException { driver.setShardingKey(a, b); }
    @Override public boolean setShardingKeyIfValid(ShardingKey a, int b) throws SQLException { return driver.setShardingKeyIfValid(a, b); }
    @Override public boolean setShardingKeyIfValid(ShardingKey a, ShardingKey b, int c) throws SQLException { return driver.setShardingKeyIfValid(a, b, c); }
    @Override public void setTransactionIsolation(int a) throws SQLException { driver.setTransactionIsolation(a); }
    @Override public void setTypeMap(Map<String, Class<?>> a) throws SQLException { driver.setTypeMap(a); }
    @Override public <T> T unwrap(Class<T> a) throws SQLException { return driver.unwrap(a); }
}
