package dev.assent.datasource.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Passes every call to the driver, one line per method; ForwardingTest calls each of them. */
@SuppressWarnings("deprecation") // JDBC's own old methods are forwarded like the new ones
abstract class ForwardingPreparedStatement extends ForwardingStatement implements PreparedStatement {
    private final PreparedStatement driver;

    ForwardingPreparedStatement(PreparedStatement driver) {
        super(driver);
        this.driver = driver;
    }

    @Override public void addBatch() throws SQLException { driver.addBatch(); }
    @Override public void clearParameters() throws SQLException { driver.clearParameters(); }
    @Override public boolean execute() throws SQLException { return driver.execute(); }
    @Override public long executeLargeUpdate() throws SQLException { return driver.executeLargeUpdate(); }
    @Override public @Nullable ResultSet executeQuery() throws SQLException { return driver.executeQuery(); }
    @Override public int executeUpdate() throws SQLException { return driver.executeUpdate(); }
    @Override public ResultSetMetaData getMetaData() throws SQLException { return driver.getMetaData(); }
    @Override public ParameterMetaData getParameterMetaData() throws SQLException { return driver.getParameterMetaData(); }
    @Override public void setArray(int a, Array b) throws SQLException { driver.setArray(a, b); }
    @Override public void setAsciiStream(int a, InputStream b) throws SQLException { driver.setAsciiStream(a, b); }
    @Override public void setAsciiStream(int a, InputStream b, int c) throws SQLException { driver.setAsciiStream(a, b, c); }
    @Override public void setAsciiStream(int a, InputStream b, long c) throws SQLException { driver.setAsciiStream(a, b, c); }
    @Override public void setBigDecimal(int a, BigDecimal b) throws SQLException { driver.setBigDecimal(a, b); }
    @Override public void setBinaryStream(int a, InputStream b) throws SQLException { driver.setBinaryStream(a, b); }
    @Override public void setBinaryStream(int a, InputStream b, int c) throws SQLException { driver.setBinaryStream(a, b, c); }
    @Override public void setBinaryStream(int a, InputStream b, long c) throws SQLException { driver.setBinaryStream(a, b, c); }
    @Override public void setBlob(int a, InputStream b) throws SQLException { driver.setBlob(a, b); }
    @Override public void setBlob(int a, Blob b) throws SQLException { driver.setBlob(a, b); }
    @Override public void setBlob(int a, InputStream b, long c) throws SQLException { driver.setBlob(a, b, c); }
    @Override public void setBoolean(int a, boolean b) throws SQLException { driver.setBoolean(a, b); }
    @Override public void setByte(int a, byte b) throws SQLException { driver.setByte(a, b); }
    @Override public void setBytes(int a, byte[] b) throws SQLException { driver.setBytes(a, b); }
    @Override public void setCharacterStream(int a, Reader b) throws SQLException { driver.setCharacterStream(a, b); }
    @Override public void setCharacterStream(int a, Reader b, int c) throws SQLException { driver.setCharacterStream(a, b, c); }
    @Override public void setCharacterStream(int a, Reader b, long c) throws SQLException { driver.setCharacterStream(a, b, c); }
    @Override public void setClob(int a, Reader b) throws SQLException { driver.setClob(a, b); }
    @Override public void setClob(int a, Clob b) throws SQLException { driver.setClob(a, b); }
    @Override public void setClob(int a, Reader b, long c) throws SQLException { driver.setClob(a, b, c); }
    @Override public void setDate(int a, Date b) throws SQLException { driver.setDate(a, b); }
    @Override public void setDate(int a, Date b, Calendar c) throws SQLException { driver.setDate(a, b, c); }
    @Override public void setDouble(int a, double b) throws SQLException { driver.setDouble(a, b); }
    @Override public void setFloat(int a, float b) throws SQLException { driver.setFloat(a, b); }
    @Override public void setInt(int a, int b) throws SQLException { driver.setInt(a, b); }
    @Override public void setLong(int a, long b) throws SQLException { driver.setLong(a, b); }
    @Override public void setNCharacterStream(int a, Reader b) throws SQLException { driver.setNCharacterStream(a, b); }
    @Override public void setNCharacterStream(int a, Reader b, long c) throws SQLException { driver.setNCharacterStream(a, b, c); }
    @Override public void setNClob(int a, Reader b) throws SQLException { driver.setNClob(a, b); }
    @Override public void setNClob(int a, NClob b) throws SQLException { driver.setNClob(a, b); }
    @Override public void setNClob(int a, Reader b, long c) throws SQLException { driver.setNClob(a, b, c); }
    @Override public void setNString(int a, String b) throws SQLException { driver.setNString(a, b); }
    @Override public void setNull(int a, int b) throws SQLException { driver.setNull(a, b); }
    @Override public void setNull(int a, int b, String c) throws SQLException { driver.setNull(a, b, c); }
    @Override public void setObject(int a, Object b) throws SQLException { driver.setObject(a, b); }
    @Override public void setObject(int a, Object b, int c) throws SQLException { driver.setObject(a, b, c); }
    @Override public void setObject(int a, Object b, SQLType c) throws SQLException { driver.setObject(a, b, c); }
    @Override public void setObject(int a, Object b, int c, int d) throws SQLException { driver.setObject(a, b, c, d); }
    @Override public void setObject(int a, Object b, SQLType c, int d) throws SQLException { driver.setObject(a, b, c, d); }
    @Override public void setRef(int a, Ref b) throws SQLException { driver.setRef(a, b); }
    @Override public void setRowId(int a, RowId b) throws SQLException { driver.setRowId(a, b); }
    @Override public void setSQLXML(int a, SQLXML b) throws SQLException { driver.setSQLXML(a, b); }
    @Override public void setShort(int a, short b) throws SQLException { driver.setShort(a, b); }
    @Override public void setString(int a, String b) throws SQLException { driver.setString(a, b); }
    @Override public void setTime(int a, Time b) throws SQLException { driver.setTime(a, b); }
    @Override public void setTime(int a, Time b, Calendar c) throws SQLException { driver.setTime(a, b, c); }
    @Override public void setTimestamp(int a, Timestamp b) throws SQLException { driver.setTimestamp(a, b); }
    @Override public void setTimestamp(int a, Timestamp b, Calendar c) throws SQLException { driver.setTimestamp(a, b, c); }
    @Override public void setURL(int a, URL b) throws SQLException { driver.setURL(a, b); }
    @Override public void setUnicodeStream(int a, InputStream b, int c) throws SQLException { driver.setUnicodeStream(a, b, c); }
}
