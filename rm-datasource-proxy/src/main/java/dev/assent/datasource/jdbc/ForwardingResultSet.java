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
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Passes every call to the driver, one line per method; ForwardingTest calls each of them. */
@SuppressWarnings("deprecation") // JDBC's own old methods are forwarded like the new ones
abstract class ForwardingResultSet implements ResultSet {
    private final ResultSet driver;

    ForwardingResultSet(ResultSet driver) {
        this.driver = driver;
    }

    @Override public boolean absolute(int a) throws SQLException { return driver.absolute(a); }
    @Override public void afterLast() throws SQLException { driver.afterLast(); }
    @Override public void beforeFirst() throws SQLException { driver.beforeFirst(); }
    @Override public void cancelRowUpdates() throws SQLException { driver.cancelRowUpdates(); }
    @Override public void clearWarnings() throws SQLException { driver.clearWarnings(); }
    @Override public void close() throws SQLException { driver.close(); }
    @Override public void deleteRow() throws SQLException { driver.deleteRow(); }
    @Override public int findColumn(String a) throws SQLException { return driver.findColumn(a); }
    @Override public boolean first() throws SQLException { return driver.first(); }
    @Override public @Nullable Array getArray(String a) throws SQLException { return driver.getArray(a); }
    @Override public @Nullable Array getArray(int a) throws SQLException { return driver.getArray(a); }
    @Override public InputStream getAsciiStream(String a) throws SQLException { return driver.getAsciiStream(a); }
    @Override public InputStream getAsciiStream(int a) throws SQLException { return driver.getAsciiStream(a); }
    @Override public BigDecimal getBigDecimal(String a) throws SQLException { return driver.getBigDecimal(a); }
    @Override public BigDecimal getBigDecimal(String a, int b) throws SQLException { return driver.getBigDecimal(a, b); }
    @Override public BigDecimal getBigDecimal(int a) throws SQLException { return driver.getBigDecimal(a); }
    @Override public BigDecimal getBigDecimal(int a, int b) throws SQLException { return driver.getBigDecimal(a, b); }
    @Override public InputStream getBinaryStream(String a) throws SQLException { return driver.getBinaryStream(a); }
    @Override public InputStream getBinaryStream(int a) throws SQLException { return driver.getBinaryStream(a); }
    @Override public @Nullable Blob getBlob(String a) throws SQLException { return driver.getBlob(a); }
    @Override public @Nullable Blob getBlob(int a) throws SQLException { return driver.getBlob(a); }
    @Override public boolean getBoolean(String a) throws SQLException { return driver.getBoolean(a); }
    @Override public boolean getBoolean(int a) throws SQLException { return driver.getBoolean(a); }
    @Override public byte getByte(String a) throws SQLException { return driver.getByte(a); }
    @Override public byte getByte(int a) throws SQLException { return driver.getByte(a); }
    @Override public byte[] getBytes(String a) throws SQLException { return driver.getBytes(a); }
    @Override public byte[] getBytes(int a) throws SQLException { return driver.getBytes(a); }
    @Override public Reader getCharacterStream(String a) throws SQLException { return driver.getCharacterStream(a); }
    @Override public Reader getCharacterStream(int a) throws SQLException { return driver.getCharacterStream(a); }
    @Override public @Nullable Clob getClob(String a) throws SQLException { return driver.getClob(a); }
    @Override public @Nullable Clob getClob(int a) throws SQLException { return driver.getClob(a); }
    @Override public int getConcurrency() throws SQLException { return driver.getConcurrency(); }
    @Override public String getCursorName() throws SQLException { return driver.getCursorName(); }
    @Override public Date getDate(String a) throws SQLException { return driver.getDate(a); }
    @Override public Date getDate(String a, Calendar b) throws SQLException { return driver.getDate(a, b); }
    @Override public Date getDate(int a) throws SQLException { return driver.getDate(a); }
    @Override public Date getDate(int a, Calendar b) throws SQLException { return driver.getDate(a, b); }
    @Override public double getDouble(String a) throws SQLException { return driver.getDouble(a); }
    @Override public double getDouble(int a) throws SQLException { return driver.getDouble(a); }
    @Override public int getFetchDirection() throws SQLException { return driver.getFetchDirection(); }
    @Override public int getFetchSize() throws SQLException { return driver.getFetchSize(); }
    @Override public float getFloat(String a) throws SQLException { return driver.getFloat(a); }
    @Override public float getFloat(int a) throws SQLException { return driver.getFloat(a); }
    @Override public int getHoldability() throws SQLException { return driver.getHoldability(); }
    @Override public int getInt(String a) throws SQLException { return driver.getInt(a); }
    @Override public int getInt(int a) throws SQLException { return driver.getInt(a); }
    @Override public long getLong(String a) throws SQLException { return driver.getLong(a); }
    @Override public long getLong(int a) throws SQLException { return driver.getLong(a); }
    @Override public ResultSetMetaData getMetaData() throws SQLException { return driver.getMetaData(); }
    @Override public Reader getNCharacterStream(String a) throws SQLException { return driver.getNCharacterStream(a); }
    @Override public Reader getNCharacterStream(int a) throws SQLException { return driver.getNCharacterStream(a); }
    @Override public @Nullable NClob getNClob(String a) throws SQLException { return driver.getNClob(a); }
    @Override public @Nullable NClob getNClob(int a) throws SQLException { return driver.getNClob(a); }
    @Override public String getNString(String a) throws SQLException { return driver.getNString(a); }
    @Override public String getNString(int a) throws SQLException { return driver.getNString(a); }
    @Override public @Nullable Object getObject(String a) throws SQLException { return driver.getObject(a); }
    @Override public <T> @Nullable T getObject(String a, Class<T> b) throws SQLException { return driver.getObject(a, b); }
    @Override public @Nullable Object getObject(String a, Map<String, Class<?>> b) throws SQLException { return driver.getObject(a, b); }
    @Override public @Nullable Object getObject(int a) throws SQLException { return driver.getObject(a); }
    @Override public <T> @Nullable T getObject(int a, Class<T> b) throws SQLException { return driver.getObject(a, b); }
    @Override public @Nullable Object getObject(int a, Map<String, Class<?>> b) throws SQLException { return driver.getObject(a, b); }
    @Override public @Nullable Ref getRef(String a) throws SQLException { return driver.getRef(a); }
    @Override public @Nullable Ref getRef(int a) throws SQLException { return driver.getRef(a); }
    @Override public int getRow() throws SQLException { return driver.getRow(); }
    @Override public RowId getRowId(String a) throws SQLException { return driver.getRowId(a); }
    @Override public RowId getRowId(int a) throws SQLException { return driver.getRowId(a); }
    @Override public SQLXML getSQLXML(String a) throws SQLException { return driver.getSQLXML(a); }
    @Override public SQLXML getSQLXML(int a) throws SQLException { return driver.getSQLXML(a); }
    @Override public short getShort(String a) throws SQLException { return driver.getShort(a); }
    @Override public short getShort(int a) throws SQLException { return driver.getShort(a); }
    @Override public @Nullable Statement getStatement() throws SQLException { return driver.getStatement(); }
    @Override public String getString(String a) throws SQLException { return driver.getString(a); }
    @Override public String getString(int a) throws SQLException { return driver.getString(a); }
    @Override public Time getTime(String a) throws SQLException { return driver.getTime(a); }
    @Override public Time getTime(String a, Calendar b) throws SQLException { return driver.getTime(a, b); }
    @Override public Time getTime(int a) throws SQLException { return driver.getTime(a); }
    @Override public Time getTime(int a, Calendar b) throws SQLException { return driver.getTime(a, b); }
    @Override public Timestamp getTimestamp(String a) throws SQLException { return driver.getTimestamp(a); }
    @Override public Timestamp getTimestamp(String a, Calendar b) throws SQLException { return driver.getTimestamp(a, b); }
    @Override public Timestamp getTimestamp(int a) throws SQLException { return driver.getTimestamp(a); }
    @Override public Timestamp getTimestamp(int a, Calendar b) throws SQLException { return driver.getTimestamp(a, b); }
    @Override public int getType() throws SQLException { return driver.getType(); }
    @Override public URL getURL(String a) throws SQLException { return driver.getURL(a); }
    @Override public URL getURL(int a) throws SQLException { return driver.getURL(a); }
    @Override public InputStream getUnicodeStream(String a) throws SQLException { return driver.getUnicodeStream(a); }
    @Override public InputStream getUnicodeStream(int a) throws SQLException { return driver.getUnicodeStream(a); }
    @Override public SQLWarning getWarnings() throws SQLException { return driver.getWarnings(); }
    @Override public void insertRow() throws SQLException { driver.insertRow(); }
    @Override public boolean isAfterLast() throws SQLException { return driver.isAfterLast(); }
    @Override public boolean isBeforeFirst() throws SQLException { return driver.isBeforeFirst(); }
    @Override public boolean isClosed() throws SQLException { return driver.isClosed(); }
    @Override public boolean isFirst() throws SQLException { return driver.isFirst(); }
    @Override public boolean isLast() throws SQLException { return driver.isLast(); }
    @Override public boolean isWrapperFor(Class<?> a) throws SQLException { return driver.isWrapperFor(a); }
    @Override public boolean last() throws SQLException { return driver.last(); }
    @Override public void moveToCurrentRow() throws SQLException { driver.moveToCurrentRow(); }
    @Override public void moveToInsertRow() throws SQLException { driver.moveToInsertRow(); }
    @Override public boolean next() throws SQLException { return driver.next(); }
    @Override public boolean previous() throws SQLException { return driver.previous(); }
    @Override public void refreshRow() throws SQLException { driver.refreshRow(); }
    @Override public boolean relative(int a) throws SQLException { return driver.relative(a); }
    @Override public boolean rowDeleted() throws SQLException { return driver.rowDeleted(); }
    @Override public boolean rowInserted() throws SQLException { return driver.rowInserted(); }
    @Override public boolean rowUpdated() throws SQLException { return driver.rowUpdated(); }
    @Override public void setFetchDirection(int a) throws SQLException { driver.setFetchDirection(a); }
    @Override public void setFetchSize(int a) throws SQLException { driver.setFetchSize(a); }
    @Override public <T> T unwrap(Class<T> a) throws SQLException { return driver.unwrap(a); }
    @Override public void updateArray(String a, @Nullable Array b) throws SQLException { driver.updateArray(a, b); }
    @Override public void updateArray(int a, @Nullable Array b) throws SQLException { driver.updateArray(a, b); }
    @Override public void updateAsciiStream(String a, InputStream b) throws SQLException { driver.updateAsciiStream(a, b); }
    @Override public void updateAsciiStream(String a, InputStream b, int c) throws SQLException { driver.updateAsciiStream(a, b, c); }
    @Override public void updateAsciiStream(String a, InputStream b, long c) throws SQLException { driver.updateAsciiStream(a, b, c); }
    @Override public void updateAsciiStream(int a, InputStream b) throws SQLException { driver.updateAsciiStream(a, b); }
    @Override public void updateAsciiStream(int a, InputStream b, int c) throws SQLException { driver.updateAsciiStream(a, b, c); }
    @Override public void updateAsciiStream(int a, InputStream b, long c) throws SQLException { driver.updateAsciiStream(a, b, c); }
    @Override public void updateBigDecimal(String a, BigDecimal b) throws SQLException { driver.updateBigDecimal(a, b); }
    @Override public void updateBigDecimal(int a, BigDecimal b) throws SQLException { driver.updateBigDecimal(a, b); }
    @Override public void updateBinaryStream(String a, InputStream b) throws SQLException { driver.updateBinaryStream(a, b); }
    @Override public void updateBinaryStream(String a, InputStream b, int c) throws SQLException { driver.updateBinaryStream(a, b, c); }
    @Override public void updateBinaryStream(String a, InputStream b, long c) throws SQLException { driver.updateBinaryStream(a, b, c); }
    @Override public void updateBinaryStream(int a, InputStream b) throws SQLException { driver.updateBinaryStream(a, b); }
    @Override public void updateBinaryStream(int a, InputStream b, int c) throws SQLException { driver.updateBinaryStream(a, b, c); }
    @Override public void updateBinaryStream(int a, InputStream b, long c) throws SQLException { driver.updateBinaryStream(a, b, c); }
    @Override public void updateBlob(String a, @Nullable Blob b) throws SQLException { driver.updateBlob(a, b); }
    @Override public void updateBlob(String a, InputStream b) throws SQLException { driver.updateBlob(a, b); }
    @Override public void updateBlob(String a, InputStream b, long c) throws SQLException { driver.updateBlob(a, b, c); }
    @Override public void updateBlob(int a, @Nullable Blob b) throws SQLException { driver.updateBlob(a, b); }
    @Override public void updateBlob(int a, InputStream b) throws SQLException { driver.updateBlob(a, b); }
    @Override public void updateBlob(int a, InputStream b, long c) throws SQLException { driver.updateBlob(a, b, c); }
    @Override public void updateBoolean(String a, boolean b) throws SQLException { driver.updateBoolean(a, b); }
    @Override public void updateBoolean(int a, boolean b) throws SQLException { driver.updateBoolean(a, b); }
    @Override public void updateByte(String a, byte b) throws SQLException { driver.updateByte(a, b); }
    @Override public void updateByte(int a, byte b) throws SQLException { driver.updateByte(a, b); }
    @Override public void updateBytes(String a, byte[] b) throws SQLException { driver.updateBytes(a, b); }
    @Override public void updateBytes(int a, byte[] b) throws SQLException { driver.updateBytes(a, b); }
    @Override public void updateCharacterStream(String a, Reader b) throws SQLException { driver.updateCharacterStream(a, b); }
    @Override public void updateCharacterStream(String a, Reader b, int c) throws SQLException { driver.updateCharacterStream(a, b, c); }
    @Override public void updateCharacterStream(String a, Reader b, long c) throws SQLException { driver.updateCharacterStream(a, b, c); }
    @Override public void updateCharacterStream(int a, Reader b) throws SQLException { driver.updateCharacterStream(a, b); }
    @Override public void updateCharacterStream(int a, Reader b, int c) throws SQLException { driver.updateCharacterStream(a, b, c); }
    @Override public void updateCharacterStream(int a, Reader b, long c) throws SQLException { driver.updateCharacterStream(a, b, c); }
    @Override public void updateClob(String a, @Nullable Clob b) throws SQLException { driver.updateClob(a, b); }
    @Override public void updateClob(String a, Reader b) throws SQLException { driver.updateClob(a, b); }
    @Override public void updateClob(String a, Reader b, long c) throws SQLException { driver.updateClob(a, b, c); }
    @Override public void updateClob(int a, @Nullable Clob b) throws SQLException { driver.updateClob(a, b); }
    @Override public void updateClob(int a, Reader b) throws SQLException { driver.updateClob(a, b); }
    @Override public void updateClob(int a, Reader b, long c) throws SQLException { driver.updateClob(a, b, c); }
    @Override public void updateDate(String a, Date b) throws SQLException { driver.updateDate(a, b); }
    @Override public void updateDate(int a, Date b) throws SQLException { driver.updateDate(a, b); }
    @Override public void updateDouble(String a, double b) throws SQLException { driver.updateDouble(a, b); }
    @Override public void updateDouble(int a, double b) throws SQLException { driver.updateDouble(a, b); }
    @Override public void updateFloat(String a, float b) throws SQLException { driver.updateFloat(a, b); }
    @Override public void updateFloat(int a, float b) throws SQLException { driver.updateFloat(a, b); }
    @Override public void updateInt(String a, int b) throws SQLException { driver.updateInt(a, b); }
    @Override public void updateInt(int a, int b) throws SQLException { driver.updateInt(a, b); }
    @Override public void updateLong(String a, long b) throws SQLException { driver.updateLong(a, b); }
    @Override public void updateLong(int a, long b) throws SQLException { driver.updateLong(a, b); }
    @Override public void updateNCharacterStream(String a, Reader b) throws SQLException { driver.updateNCharacterStream(a, b); }
    @Override public void updateNCharacterStream(String a, Reader b, long c) throws SQLException { driver.updateNCharacterStream(a, b, c); }
    @Override public void updateNCharacterStream(int a, Reader b) throws SQLException { driver.updateNCharacterStream(a, b); }
    @Override public void updateNCharacterStream(int a, Reader b, long c) throws SQLException { driver.updateNCharacterStream(a, b, c); }
    @Override public void updateNClob(String a, @Nullable NClob b) throws SQLException { driver.updateNClob(a, b); }
    @Override public void updateNClob(String a, Reader b) throws SQLException { driver.updateNClob(a, b); }
    @Override public void updateNClob(String a, Reader b, long c) throws SQLException { driver.updateNClob(a, b, c); }
    @Override public void updateNClob(int a, @Nullable NClob b) throws SQLException { driver.updateNClob(a, b); }
    @Override public void updateNClob(int a, Reader b) throws SQLException { driver.updateNClob(a, b); }
    @Override public void updateNClob(int a, Reader b, long c) throws SQLException { driver.updateNClob(a, b, c); }
    @Override public void updateNString(String a, String b) throws SQLException { driver.updateNString(a, b); }
    @Override public void updateNString(int a, String b) throws SQLException { driver.updateNString(a, b); }
    @Override public void updateNull(String a) throws SQLException { driver.updateNull(a); }
    @Override public void updateNull(int a) throws SQLException { driver.updateNull(a); }
    @Override public void updateObject(String a, @Nullable Object b) throws SQLException { driver.updateObject(a, b); }
    @Override public void updateObject(String a, @Nullable Object b, SQLType c) throws SQLException { driver.updateObject(a, b, c); }
    @Override public void updateObject(String a, @Nullable Object b, SQLType c, int d) throws SQLException { driver.updateObject(a, b, c, d); }
    @Override public void updateObject(String a, @Nullable Object b, int c) throws SQLException { driver.updateObject(a, b, c); }
    @Override public void updateObject(int a, @Nullable Object b) throws SQLException { driver.updateObject(a, b); }
    @Override public void updateObject(int a, @Nullable Object b, SQLType c) throws SQLException { driver.updateObject(a, b, c); }
    @Override public void updateObject(int a, @Nullable Object b, SQLType c, int d) throws SQLException { driver.updateObject(a, b, c, d); }
    @Override public void updateObject(int a, @Nullable Object b, int c) throws SQLException { driver.updateObject(a, b, c); }
    @Override public void updateRef(String a, @Nullable Ref b) throws SQLException { driver.updateRef(a, b); }
    @Override public void updateRef(int a, @Nullable Ref b) throws SQLException { driver.updateRef(a, b); }
    @Override public void updateRow() throws SQLException { driver.updateRow(); }
    @Override public void updateRowId(String a, RowId b) throws SQLException { driver.updateRowId(a, b); }
    @Override public void updateRowId(int a, RowId b) throws SQLException { driver.updateRowId(a, b); }
    @Override public void updateSQLXML(String a, SQLXML b) throws SQLException { driver.updateSQLXML(a, b); }
    @Override public void updateSQLXML(int a, SQLXML b) throws SQLException { driver.updateSQLXML(a, b); }
    @Override public void updateShort(String a, short b) throws SQLException { driver.updateShort(a, b); }
    @Override public void updateShort(int a, short b) throws SQLException { driver.updateShort(a, b); }
    @Override public void updateString(String a, String b) throws SQLException { driver.updateString(a, b); }
    @Override public void updateString(int a, String b) throws SQLException { driver.updateString(a, b); }
    @Override public void updateTime(String a, Time b) throws SQLException { driver.updateTime(a, b); }
    @Override public void updateTime(int a, Time b) throws SQLException { driver.updateTime(a, b); }
    @Override public void updateTimestamp(String a, Timestamp b) throws SQLException { driver.updateTimestamp(a, b); }
    @Override public void updateTimestamp(int a, Timestamp b) throws SQLException { driver.updateTimestamp(a, b); }
    @Override public boolean wasNull() throws SQLException { return driver.wasNull(); }
}
