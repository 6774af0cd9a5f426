package dev.assent.datasource.jdbc;

import dev.assent.datasource.branch.Copies;
import dev.assent.datasource.branch.Parameter;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/** Hands every parameter to the driver and keeps it, for image queries and for running the statement again. */
@SuppressWarnings("deprecation") // JDBC's own old methods are forwarded like the new ones
abstract class ForwardingParameters extends ForwardingPreparedStatement {
    ForwardingParameters(PreparedStatement driver) {
        super(driver);
    }

    abstract void keep(int index, Parameter parameter) throws SQLException;

    @Override public void setArray(int a, @Nullable Array b) throws SQLException { keep(a, Streams.array(b, (s, i, x) -> s.setArray(i, x))); }
    @Override public void setAsciiStream(int a, @Nullable InputStream b) throws SQLException { keep(a, Streams.bytes(b, -1, (s, i, x) -> s.setAsciiStream(i, x))); }
    @Override public void setAsciiStream(int a, @Nullable InputStream b, int c) throws SQLException { keep(a, Streams.bytes(b, c, (s, i, x) -> s.setAsciiStream(i, x, c))); }
    @Override public void setAsciiStream(int a, @Nullable InputStream b, long c) throws SQLException { keep(a, Streams.bytes(b, c, (s, i, x) -> s.setAsciiStream(i, x, c))); }
    @Override public void setBigDecimal(int a, @Nullable BigDecimal b) throws SQLException { keep(a, new Parameter(b == null, (s, i) -> s.setBigDecimal(i, b))); }
    @Override public void setBinaryStream(int a, @Nullable InputStream b) throws SQLException { keep(a, Streams.bytes(b, -1, (s, i, x) -> s.setBinaryStream(i, x))); }
    @Override public void setBinaryStream(int a, @Nullable InputStream b, int c) throws SQLException { keep(a, Streams.bytes(b, c, (s, i, x) -> s.setBinaryStream(i, x, c))); }
    @Override public void setBinaryStream(int a, @Nullable InputStream b, long c) throws SQLException { keep(a, Streams.bytes(b, c, (s, i, x) -> s.setBinaryStream(i, x, c))); }
    @Override public void setBlob(int a, @Nullable InputStream b) throws SQLException { keep(a, Streams.bytes(b, -1, (s, i, x) -> s.setBlob(i, x))); }
    @Override public void setBlob(int a, @Nullable Blob b) throws SQLException { keep(a, Streams.blob(b, (s, i, x) -> s.setBlob(i, x))); }
    @Override public void setBlob(int a, @Nullable InputStream b, long c) throws SQLException { keep(a, Streams.bytes(b, c, (s, i, x) -> s.setBlob(i, x, c))); }
    @Override public void setBoolean(int a, boolean b) throws SQLException { keep(a, new Parameter(false, (s, i) -> s.setBoolean(i, b))); }
    @Override public void setByte(int a, byte b) throws SQLException { keep(a, new Parameter(false, (s, i) -> s.setByte(i, b))); }
    @Override public void setBytes(int a, byte @Nullable [] b) throws SQLException { byte @Nullable [] copy = Copies.of(b); keep(a, new Parameter(b == null, (s, i) -> s.setBytes(i, copy))); }
    @Override public void setCharacterStream(int a, @Nullable Reader b) throws SQLException { keep(a, Streams.characters(b, -1, (s, i, x) -> s.setCharacterStream(i, x))); }
    @Override public void setCharacterStream(int a, @Nullable Reader b, int c) throws SQLException { keep(a, Streams.characters(b, c, (s, i, x) -> s.setCharacterStream(i, x, c))); }
    @Override public void setCharacterStream(int a, @Nullable Reader b, long c) throws SQLException { keep(a, Streams.characters(b, c, (s, i, x) -> s.setCharacterStream(i, x, c))); }
    @Override public void setClob(int a, @Nullable Reader b) throws SQLException { keep(a, Streams.characters(b, -1, (s, i, x) -> s.setClob(i, x))); }
    @Override public void setClob(int a, @Nullable Clob b) throws SQLException { keep(a, Streams.clob(b, (s, i, x) -> s.setClob(i, x), (s, i, x) -> s.setClob(i, x))); }
    @Override public void setClob(int a, @Nullable Reader b, long c) throws SQLException { keep(a, Streams.characters(b, c, (s, i, x) -> s.setClob(i, x, c))); }
    @Override public void setDate(int a, @Nullable Date b) throws SQLException { Date copy = Copies.of(b); keep(a, new Parameter(b == null, (s, i) -> s.setDate(i, copy))); }
    @Override public void setDate(int a, @Nullable Date b, Calendar c) throws SQLException { Date copy = Copies.of(b); Calendar zone = Copies.of(c); keep(a, new Parameter(b == null, (s, i) -> s.setDate(i, copy, zone))); }
    @Override public void setDouble(int a, double b) throws SQLException { keep(a, new Parameter(false, (s, i) -> s.setDouble(i, b))); }
    @Override public void setFloat(int a, float b) throws SQLException { keep(a, new Parameter(false, (s, i) -> s.setFloat(i, b))); }
    @Override public void setInt(int a, int b) throws SQLException { keep(a, new Parameter(false, (s, i) -> s.setInt(i, b))); }
    @Override public void setLong(int a, long b) throws SQLException { keep(a, new Parameter(false, (s, i) -> s.setLong(i, b))); }
    @Override public void setNCharacterStream(int a, @Nullable Reader b) throws SQLException { keep(a, Streams.characters(b, -1, (s, i, x) -> s.setNCharacterStream(i, x))); }
    @Override public void setNCharacterStream(int a, @Nullable Reader b, long c) throws SQLException { keep(a, Streams.characters(b, c, (s, i, x) -> s.setNCharacterStream(i, x, c))); }
    @Override public void setNClob(int a, @Nullable Reader b) throws SQLException { keep(a, Streams.characters(b, -1, (s, i, x) -> s.setNClob(i, x))); }
    @Override public void setNClob(int a, @Nullable NClob b) throws SQLException { keep(a, Streams.clob(b, (s, i, x) -> s.setNClob(i, x), (s, i, x) -> s.setNClob(i, (NClob) x))); }
    @Override public void setNClob(int a, @Nullable Reader b, long c) throws SQLException { keep(a, Streams.characters(b, c, (s, i, x) -> s.setNClob(i, x, c))); }
    @Override public void setNString(int a, @Nullable String b) throws SQLException { keep(a, new Parameter(b == null, (s, i) -> s.setNString(i, b))); }
    @Override public void setNull(int a, int b) throws SQLException { keep(a, new Parameter(true, (s, i) -> s.setNull(i, b))); }
    @Override public void setNull(int a, int b, @Nullable String c) throws SQLException { keep(a, new Parameter(true, (s, i) -> s.setNull(i, b, c))); }
    @Override public void setObject(int a, @Nullable Object b) throws SQLException { keep(a, Streams.object(b, (s, i, x) -> s.setObject(i, x))); }
    @Override public void setObject(int a, @Nullable Object b, int c) throws SQLException { keep(a, Streams.object(b, (s, i, x) -> s.setObject(i, x, c))); }
    @Override public void setObject(int a, @Nullable Object b, SQLType c) throws SQLException { keep(a, Streams.object(b, (s, i, x) -> s.setObject(i, x, c))); }
    @Override public void setObject(int a, @Nullable Object b, int c, int d) throws SQLException { keep(a, Streams.object(b, (s, i, x) -> s.setObject(i, x, c, d))); }
    @Override public void setObject(int a, @Nullable Object b, SQLType c, int d) throws SQLException { keep(a, Streams.object(b, (s, i, x) -> s.setObject(i, x, c, d))); }
    @Override public void setRef(int a, @Nullable Ref b) throws SQLException { Ref given = Face.driver(b); keep(a, new Parameter(b == null, (s, i) -> s.setRef(i, given))); }
    @Override public void setRowId(int a, @Nullable RowId b) throws SQLException { keep(a, new Parameter(b == null, (s, i) -> s.setRowId(i, b))); }
    @Override public void setSQLXML(int a, @Nullable SQLXML b) throws SQLException { keep(a, Streams.xml(b, (s, i, x) -> s.setSQLXML(i, x))); }
    @Override public void setShort(int a, short b) throws SQLException { keep(a, new Parameter(false, (s, i) -> s.setShort(i, b))); }
    @Override public void setString(int a, @Nullable String b) throws SQLException { keep(a, new Parameter(b == null, (s, i) -> s.setString(i, b))); }
    @Override public void setTime(int a, @Nullable Time b) throws SQLException { Time copy = Copies.of(b); keep(a, new Parameter(b == null, (s, i) -> s.setTime(i, copy))); }
    @Override public void setTime(int a, @Nullable Time b, Calendar c) throws SQLException { Time copy = Copies.of(b); Calendar zone = Copies.of(c); keep(a, new Parameter(b == null, (s, i) -> s.setTime(i, copy, zone))); }
    @Override public void setTimestamp(int a, @Nullable Timestamp b) throws SQLException { Timestamp copy = Copies.of(b); keep(a, new Parameter(b == null, (s, i) -> s.setTimestamp(i, copy))); }
    @Override public void setTimestamp(int a, @Nullable Timestamp b, Calendar c) throws SQLException { Timestamp copy = Copies.of(b); Calendar zone = Copies.of(c); keep(a, new Parameter(b == null, (s, i) -> s.setTimestamp(i, copy, zone))); }
    @Override public void setURL(int a, @Nullable URL b) throws SQLException { keep(a, new Parameter(b == null, (s, i) -> s.setURL(i, b))); }
    @Override public void setUnicodeStream(int a, @Nullable InputStream b, int c) throws SQLException { keep(a, Streams.bytes(b, c, (s, i, x) -> s.setUnicodeStream(i, x, c))); }
}
