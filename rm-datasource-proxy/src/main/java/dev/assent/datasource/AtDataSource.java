package dev.assent.datasource;

import dev.assent.client.AssentClient;
import dev.assent.client.BranchResource;
import dev.assent.client.Branches;
import dev.assent.datasource.branch.CurrentPlans;
import dev.assent.datasource.branch.Database;
import dev.assent.datasource.branch.LockRetry;
import dev.assent.datasource.branch.Pause;
import dev.assent.datasource.branch.Shapes;
import dev.assent.datasource.branch.WorkingFor;
import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.SqlState;
import dev.assent.datasource.jdbc.AtConnection;
import dev.assent.datasource.jdbc.Unwraps;
import dev.assent.datasource.mark.DatabaseIdentity;
import dev.assent.datasource.mark.MarkNonce;
import dev.assent.datasource.mark.MarkStore;
import dev.assent.datasource.phasetwo.AtResource;
import dev.assent.datasource.plan.Plans;
import dev.assent.datasource.table.CurrentRoutines;
import dev.assent.datasource.table.Session;
import dev.assent.datasource.table.TableMetas;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.model.AssentException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data source whose local transactions can be part of a global one, in AT mode: what they change is locked at the
 * coordinator and can be undone. Wraps any pool; use it in the pool's place. While the thread carries no xid, everything
 * goes straight to the driver. Safe for many threads.
 *
 * <p>In a global transaction a statement that cannot be undone exactly is refused with {@code NotAllowed}. Every error of
 * ours arrives as an {@link SQLException} with our exception as its cause and our code in its message; SQLState 40001
 * says try again, 25S03 that the global transaction is rolled back, 08007 that the outcome is unknown, 25000 that the
 * program must change.
 */
public final class AtDataSource implements DataSource {
    private static final Logger log = LoggerFactory.getLogger(AtDataSource.class);

    private final DataSource target;
    private final Database database;
    private final BranchResource resource;
    private final boolean createsUndoLog;
    private final Unwraps unwraps = new Unwraps();

    /**
     * Wraps the pool and registers it with the client, so that the coordinator can reach it. One per database and client.
     *
     * @throws dev.assent.model.AssentException.NotAllowed as {@link #AtDataSource(DataSource, Branches, AtOptions)}
     */
    public static AtDataSource wrap(DataSource target, AssentClient client) throws SQLException {
        return wrap(target, client, AtOptions.DEFAULTS);
    }

    /** As {@link #wrap(DataSource, AssentClient)}, with options of yours. */
    public static AtDataSource wrap(DataSource target, AssentClient client, AtOptions options) throws SQLException {
        AtDataSource wrapped = new AtDataSource(target, client, options);
        client.register(wrapped.resource());
        return wrapped;
    }

    /** As {@link #AtDataSource(DataSource, Branches, AtOptions)} with {@link AtOptions#DEFAULTS}. */
    public AtDataSource(DataSource target, Branches branches) throws SQLException {
        this(target, branches, AtOptions.DEFAULTS);
    }

    /**
     * Connects once, to learn which database this is. The table for undo records may be missing still: until it is there,
     * work in global transactions is refused.
     *
     * @param target a pool; its connections must all have the same default schema
     * @throws dev.assent.model.AssentException.NotAllowed if the database is not supported
     */
    public AtDataSource(DataSource target, Branches branches, AtOptions options) throws SQLException {
        this(target, branches, options, branches::pause);
    }

    AtDataSource(DataSource target, Branches branches, AtOptions options, Pause pause) throws SQLException {
        this.target = target;
        this.createsUndoLog = options.createUndoLog();
        try (Connection connection = target.getConnection()) {
            Dialect dialect = Dialect.of(connection);
            if (!dialect.caution().isEmpty()) {
                log.warn("{}: {}", connection.getMetaData().getDatabaseProductName(), dialect.caution());
            }
            TableMetas tables = new TableMetas(dialect, options.undoLogTable());
            UndoLog undoLog = new UndoLog(tables, options.undoLogTable(), options.createUndoLog(), pause::await);
            String resourceId = dialect.resourceId(connection.getMetaData().getURL());
            DatabaseIdentity identity = new DatabaseIdentity(
                    target, undoLog, new MarkStore(dialect, options.undoLogTable()), branches, resourceId);
            identity.look(connection);
            database = new Database(
                    resourceId,
                    dialect,
                    tables,
                    Session.of(dialect, connection, "", ""),
                    options.harmless(),
                    new CurrentPlans(
                            new CurrentRoutines(dialect, options.harmless()),
                            routines -> new Plans(dialect, options.harmlessFunctions(), routines, options.plans())),
                    new Shapes(options.plans()),
                    undoLog,
                    identity,
                    branches,
                    new LockRetry(options.lockRetryInterval(), options.lockRetryTimes(), pause));
        }
        resource = new AtResource(target, database, new MarkNonce(options.undoLogTable()));
    }

    /** The resource for phase two. It must be registered with the client before the first connection is used. */
    public BranchResource resource() {
        return resource;
    }

    /**
     * Why the undo table cannot be used now; empty if it can, or will be created at the first use. Connects.
     *
     * @throws SQLException if the database cannot be reached
     */
    public Optional<AssentException> undoTableProblem() throws SQLException {
        try (Connection connection = target.getConnection()) {
            return database.undoLog().problem(connection).filter(problem -> !createsUndoLog || !isMissing(problem));
        }
    }

    private static boolean isMissing(AssentException problem) {
        return problem.code().equals(DataSourceErrors.NO_UNDO_TABLE);
    }

    /** The pool, for statements that must not be part of a global transaction. */
    public DataSource target() {
        return target;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return wrapped(target.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return wrapped(target.getConnection(user, password));
    }

    /** A connection that has just been opened is idle, the best moment to find out which database this is. */
    private Connection wrapped(Connection driver) throws SQLException {
        try {
            if (WorkingFor.current().isPresent()) {
                database.identity().require(driver);
            }
            return new AtConnection(database, driver, unwraps);
        } catch (AssentException e) {
            throw closing(driver, SqlState.of(e));
        } catch (SQLException e) {
            throw closing(driver, e);
        }
    }

    private static SQLException closing(Connection driver, SQLException reason) {
        try {
            driver.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
        return reason;
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
    public java.util.logging.Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return target.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        unwraps.note(type);
        return type.isInstance(target) ? type.cast(target) : target.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || type.isInstance(target) || target.isWrapperFor(type);
    }
}
