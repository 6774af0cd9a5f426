package dev.assent.datasource.jdbc;

import dev.assent.datasource.branch.Database;
import dev.assent.datasource.branch.KeyRequest;
import dev.assent.datasource.branch.LocalTransaction;
import dev.assent.datasource.branch.OwnStatements;
import dev.assent.datasource.branch.Rehearsal;
import dev.assent.datasource.branch.StatementExecutor;
import dev.assent.datasource.branch.WorkingFor;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.errors.SqlState;
import dev.assent.model.AssentException;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.sql.Wrapper;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A connection whose local commit asks the coordinator first, if it has changed rows for a global transaction. */
public final class AtConnection extends ForwardingConnection {
    private final LocalTransaction local;
    private final StatementExecutor executor;
    private final Unwraps unwraps;
    private final Rehearsal rehearsal;

    public AtConnection(Database database, Connection driver, Unwraps unwraps) {
        super(driver);
        this.unwraps = unwraps;
        OwnStatements own = new OwnStatements(noted -> new OwnConnection(driver, noted));
        local = new LocalTransaction(database, own.connection());
        executor = new StatementExecutor(database, own, local);
        rehearsal = new Rehearsal(database, driver);
    }

    /**
     * What a global transaction would do with a statement, as far as its text and the catalogue say; for a dry run. Runs nothing
     * of it.
     */
    public Rehearsal.Answer rehearse(String sql) throws SQLException {
        return rehearsal.of(sql);
    }

    StatementExecutor executor() {
        return executor;
    }

    Unwraps unwraps() {
        return unwraps;
    }

    /** What {@code unwrap} returns: ours if it has the type, else the driver's own. */
    <T> T unwrapped(Object ours, Class<T> type, Wrapper driver) throws SQLException {
        if (type.isInstance(ours)) {
            return type.cast(ours);
        }
        unwraps.note(type);
        return driver.unwrap(type);
    }

    /** A row or a large object is about to be written without a statement. */
    void writesInPlace(String what) throws SQLException {
        if (WorkingFor.current().isPresent()) {
            throw SqlState.of(Refusal.UPDATABLE_RESULT.of(what, ""));
        }
        executor.outside("");
    }

    /**
     * Registers the branch, writes its undo row and commits both together with the business rows.
     *
     * @throws SQLException with our code in the message and our exception as the cause, if the coordinator says no; the
     *     local transaction is then still open, to be rolled back
     */
    @Override
    public void commit() throws SQLException {
        try {
            local.commit();
        } catch (AssentException e) {
            throw SqlState.of(e);
        }
    }

    @Override
    public void rollback() throws SQLException {
        local.clear();
        driver().rollback();
    }

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        if (on && !driver().getAutoCommit()) {
            if (local.isOpen()) {
                commit(); // what JDBC demands of a driver
            }
            local.clear();
        }
        driver().setAutoCommit(on);
    }

    @Override
    public void close() throws SQLException {
        try (Connection driver = driver()) {
            if (local.isOpen() && !driver.isClosed()) {
                rollback();
            }
        }
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        refuseIfEnded();
        return marked(driver().setSavepoint());
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        refuseIfEnded();
        return marked(driver().setSavepoint(name));
    }

    @Override
    public void rollback(Savepoint savepoint) throws SQLException {
        driver().rollback(savepoint);
        local.backTo(savepoint);
    }

    @Override
    public void releaseSavepoint(Savepoint savepoint) throws SQLException {
        driver().releaseSavepoint(savepoint);
        local.forget(savepoint);
    }

    @Override
    public void setSchema(String schema) throws SQLException {
        driver().setSchema(schema);
        executor.forgetSession();
    }

    @Override
    public void setCatalog(String catalog) throws SQLException {
        driver().setCatalog(catalog);
        executor.forgetSession();
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        driver().setTransactionIsolation(level);
        executor.forgetSession();
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        return Face.of(this, driver().getMetaData());
    }

    @Override
    public @Nullable Array createArrayOf(String type, @Nullable Object @Nullable [] elements) throws SQLException {
        return (Array) Face.ours(this, driver().createArrayOf(type, Face.driver(elements)));
    }

    @Override
    public @Nullable Struct createStruct(String type, @Nullable Object @Nullable [] attributes) throws SQLException {
        return (Struct) Face.ours(this, driver().createStruct(type, Face.driver(attributes)));
    }

    @Override
    public Statement createStatement() throws SQLException {
        return new AtStatement(this, driver().createStatement());
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return new AtStatement(this, driver().createStatement(type, concurrency));
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return new AtStatement(this, driver().createStatement(type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        return prepare(sql, new KeyRequest.None());
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int autoGeneratedKeys) throws SQLException {
        return prepare(sql, KeyRequest.of(autoGeneratedKeys));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columns) throws SQLException {
        return prepare(sql, new KeyRequest.Indexes(IntStream.of(columns).boxed().toList()));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columns) throws SQLException {
        return prepare(sql, new KeyRequest.Names(List.of(columns)));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        return new AtPreparedStatement(
                this,
                withKeys(sql, () -> driver().prepareStatement(sql, type, concurrency)),
                sql,
                new KeyRequest.None());
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        return new AtPreparedStatement(
                this,
                withKeys(sql, () -> driver().prepareStatement(sql, type, concurrency, holdability)),
                sql,
                new KeyRequest.None());
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        refuseCall(sql);
        return GuardedCall.of(this, driver().prepareCall(sql), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        refuseCall(sql);
        return GuardedCall.of(this, driver().prepareCall(sql, type, concurrency), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        refuseCall(sql);
        return GuardedCall.of(this, driver().prepareCall(sql, type, concurrency, holdability), sql);
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return unwrapped(this, type, driver());
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || super.isWrapperFor(type);
    }

    /** A procedure may do anything. */
    static void refuseCall(String sql) throws SQLException {
        if (WorkingFor.current().isPresent()) {
            throw SqlState.of(Refusal.CALLABLE.of(sql, ""));
        }
    }

    private PreparedStatement prepare(String sql, KeyRequest asked) throws SQLException {
        return new AtPreparedStatement(this, executor.keysFor(sql, asked).prepare(driver(), sql), sql, asked);
    }

    /** JDBC has no way to ask for keys and a cursor type together; an INSERT whose keys are needed has no cursor. */
    private PreparedStatement withKeys(String sql, Batch.Whole<PreparedStatement> otherwise) throws SQLException {
        KeyRequest keys = executor.keysFor(sql, new KeyRequest.None());
        return keys instanceof KeyRequest.None ? otherwise.execute() : keys.prepare(driver(), sql);
    }

    /** Rows are read from the database while they are fetched, so that may meet its errors as well. */
    void met(SQLException error) {
        local.met(error);
    }

    private void refuseIfEnded() throws SQLException {
        try {
            local.refuseIfEnded();
        } catch (AssentException e) {
            throw SqlState.of(e);
        }
    }

    private Savepoint marked(Savepoint savepoint) {
        local.mark(savepoint);
        return savepoint;
    }
}
