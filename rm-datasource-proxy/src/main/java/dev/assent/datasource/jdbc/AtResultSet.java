package dev.assent.datasource.jdbc;

import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that lead back to our statement and connection, and that cannot be written inside a global transaction. */
final class AtResultSet extends ForwardingResultSet {
    private final AtConnection connection;
    private final @Nullable Statement statement;
    private final ResultSet driver;

    /** @param statement that returned the rows; null if the driver has one of its own for them, or none */
    AtResultSet(AtConnection connection, @Nullable Statement statement, ResultSet driver) {
        super(driver);
        this.connection = connection;
        this.statement = statement;
        this.driver = driver;
    }

    static @Nullable ResultSet of(AtConnection connection, Statement statement, @Nullable ResultSet driver) {
        return driver == null ? null : new AtResultSet(connection, statement, driver);
    }

    @Override
    public @Nullable Statement getStatement() throws SQLException {
        return statement == null ? (Statement) Face.ours(connection, driver.getStatement()) : statement;
    }

    @Override
    public boolean next() throws SQLException {
        try {
            return driver.next();
        } catch (SQLException e) {
            connection.met(e);
            throw e;
        }
    }

    @Override
    public void insertRow() throws SQLException {
        connection.writesInPlace("insertRow");
        driver.insertRow();
    }

    @Override
    public void updateRow() throws SQLException {
        connection.writesInPlace("updateRow");
        driver.updateRow();
    }

    @Override
    public void deleteRow() throws SQLException {
        connection.writesInPlace("deleteRow");
        driver.deleteRow();
    }

    @Override
    public @Nullable Object getObject(int column) throws SQLException {
        return Face.ours(connection, driver.getObject(column));
    }

    @Override
    public @Nullable Object getObject(String column) throws SQLException {
        return Face.ours(connection, driver.getObject(column));
    }

    @Override
    public @Nullable Object getObject(int column, Map<String, Class<?>> types) throws SQLException {
        return Face.ours(connection, driver.getObject(column, types));
    }

    @Override
    public @Nullable Object getObject(String column, Map<String, Class<?>> types) throws SQLException {
        return Face.ours(connection, driver.getObject(column, types));
    }

    @Override
    public <T> @Nullable T getObject(int column, Class<T> type) throws SQLException {
        return ours(type, driver.getObject(column, type));
    }

    @Override
    public <T> @Nullable T getObject(String column, Class<T> type) throws SQLException {
        return ours(type, driver.getObject(column, type));
    }

    @Override
    public @Nullable Array getArray(int column) throws SQLException {
        return (Array) Face.ours(connection, driver.getArray(column));
    }

    @Override
    public @Nullable Array getArray(String column) throws SQLException {
        return (Array) Face.ours(connection, driver.getArray(column));
    }

    @Override
    public @Nullable Ref getRef(int column) throws SQLException {
        return (Ref) Face.ours(connection, driver.getRef(column));
    }

    @Override
    public @Nullable Ref getRef(String column) throws SQLException {
        return (Ref) Face.ours(connection, driver.getRef(column));
    }

    @Override
    public @Nullable Blob getBlob(int column) throws SQLException {
        return (Blob) Face.ours(connection, driver.getBlob(column));
    }

    @Override
    public @Nullable Blob getBlob(String column) throws SQLException {
        return (Blob) Face.ours(connection, driver.getBlob(column));
    }

    @Override
    public @Nullable Clob getClob(int column) throws SQLException {
        return (Clob) Face.ours(connection, driver.getClob(column));
    }

    @Override
    public @Nullable Clob getClob(String column) throws SQLException {
        return (Clob) Face.ours(connection, driver.getClob(column));
    }

    @Override
    public @Nullable NClob getNClob(int column) throws SQLException {
        return (NClob) Face.ours(connection, driver.getNClob(column));
    }

    @Override
    public @Nullable NClob getNClob(String column) throws SQLException {
        return (NClob) Face.ours(connection, driver.getNClob(column));
    }

    @Override
    public void updateArray(int column, @Nullable Array value) throws SQLException {
        driver.updateArray(column, Face.driver(value));
    }

    @Override
    public void updateArray(String column, @Nullable Array value) throws SQLException {
        driver.updateArray(column, Face.driver(value));
    }

    @Override
    public void updateRef(int column, @Nullable Ref value) throws SQLException {
        driver.updateRef(column, Face.driver(value));
    }

    @Override
    public void updateRef(String column, @Nullable Ref value) throws SQLException {
        driver.updateRef(column, Face.driver(value));
    }

    @Override
    public void updateBlob(int column, @Nullable Blob value) throws SQLException {
        driver.updateBlob(column, Face.driver(value));
    }

    @Override
    public void updateBlob(String column, @Nullable Blob value) throws SQLException {
        driver.updateBlob(column, Face.driver(value));
    }

    @Override
    public void updateClob(int column, @Nullable Clob value) throws SQLException {
        driver.updateClob(column, Face.driver(value));
    }

    @Override
    public void updateClob(String column, @Nullable Clob value) throws SQLException {
        driver.updateClob(column, Face.driver(value));
    }

    @Override
    public void updateNClob(int column, @Nullable NClob value) throws SQLException {
        driver.updateNClob(column, Face.driver(value));
    }

    @Override
    public void updateNClob(String column, @Nullable NClob value) throws SQLException {
        driver.updateNClob(column, Face.driver(value));
    }

    @Override
    public void updateObject(int column, @Nullable Object value) throws SQLException {
        driver.updateObject(column, Face.driver(value));
    }

    @Override
    public void updateObject(String column, @Nullable Object value) throws SQLException {
        driver.updateObject(column, Face.driver(value));
    }

    @Override
    public void updateObject(int column, @Nullable Object value, int scale) throws SQLException {
        driver.updateObject(column, Face.driver(value), scale);
    }

    @Override
    public void updateObject(String column, @Nullable Object value, int scale) throws SQLException {
        driver.updateObject(column, Face.driver(value), scale);
    }

    @Override
    public void updateObject(int column, @Nullable Object value, SQLType type) throws SQLException {
        driver.updateObject(column, Face.driver(value), type);
    }

    @Override
    public void updateObject(String column, @Nullable Object value, SQLType type) throws SQLException {
        driver.updateObject(column, Face.driver(value), type);
    }

    @Override
    public void updateObject(int column, @Nullable Object value, SQLType type, int scale) throws SQLException {
        driver.updateObject(column, Face.driver(value), type, scale);
    }

    @Override
    public void updateObject(String column, @Nullable Object value, SQLType type, int scale) throws SQLException {
        driver.updateObject(column, Face.driver(value), type, scale);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return connection.unwrapped(this, type, driver);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || driver.isWrapperFor(type);
    }

    /** A class of the driver's is asked for by name, as with {@code unwrap}. */
    private <T> @Nullable T ours(Class<T> type, @Nullable T value) {
        Object ours = Face.ours(connection, value);
        if (type.isInstance(ours)) {
            return type.cast(ours);
        }
        if (ours != value) {
            connection.unwraps().note(type);
        }
        return value;
    }
}
