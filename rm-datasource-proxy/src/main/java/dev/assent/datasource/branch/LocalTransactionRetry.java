package dev.assent.datasource.branch;

import dev.assent.client.Awaited;
import dev.assent.client.LockConflict;
import dev.assent.datasource.branch.StatementExecutor.Attempt;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.SqlStates;
import dev.assent.datasource.table.Stamp;
import dev.assent.datasource.undo.DatabaseCheck;
import dev.assent.model.AssentException;
import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Gives a statement its local transaction: the application's, or in autocommit mode one of its own. On a conflict the
 * latter is rolled back before the wait, so that no database lock is held meanwhile, and run again, still in its xid.
 */
final class LocalTransactionRetry {
    static final int TRIES_FOR_SAME_ROWS = 3;

    private final Database database;
    private final Connection driver;
    private final LocalTransaction local;
    private boolean alone;

    LocalTransactionRetry(Database database, Connection driver, LocalTransaction local) {
        this.database = database;
        this.driver = driver;
        this.local = local;
    }

    boolean isAutoCommit() throws SQLException {
        return driver.getAutoCommit();
    }

    /** What runs has a local transaction of its own, which is taken back as a whole. */
    boolean ownsTransaction() {
        return alone;
    }

    <T> T run(Xid xid, Attempt<T> attempt) throws SQLException {
        DatabaseCheck check = identify();
        return isAutoCommit() ? alone(xid, check, attempt) : within(xid, check, attempt);
    }

    /**
     * Several statements: in autocommit mode they are one local transaction. In the application's each runs by itself, since
     * the ones before it have changed rows when its tables turn out to be others.
     *
     * @param members each of which is {@link #run}, unless {@link #ownsTransaction}
     */
    <T> T together(Xid xid, Attempt<T> members) throws SQLException {
        return isAutoCommit() ? alone(xid, identify(), members) : apart(members);
    }

    /** Several statements, each of which is {@link #run}. */
    <T> T apart(Attempt<T> members) throws SQLException {
        try {
            return members.run();
        } catch (LockConflict | RowsDiffer e) {
            throw new IllegalStateException("Expected each statement to wait and to run again by itself", e);
        }
    }

    /** The database, which the coordinator has accepted; its undo table is there. */
    DatabaseCheck identify() throws SQLException {
        return database.identity().require(isAutoCommit() ? driver : null);
    }

    private <T> T within(Xid xid, DatabaseCheck check, Attempt<T> attempt) throws SQLException {
        local.join(xid, check);
        try {
            return againIfStale(attempt);
        } catch (LockConflict e) {
            throw DataSourceErrors.rowsHeld(xid, 0, database.lockRetry().interval(), LockRetryBudget.sentence(e));
        } catch (RowsDiffer e) {
            throw e.error();
        }
    }

    /** Nothing has changed where an image could not be taken. */
    private <T> T againIfStale(Attempt<T> attempt) throws SQLException, LockConflict, RowsDiffer {
        try {
            return attempt.run();
        } catch (SQLException | AssentException e) {
            if (!mayBeStale(e) || !haveChanged(local.looked())) {
                throw e;
            }
            if (local.isDoomed()) {
                AssentException error = DataSourceErrors.tableChangedMeanwhile("the tables of the statement");
                error.initCause(e);
                throw error;
            }
        }
        return attempt.run();
    }

    private boolean haveChanged(List<Stamp> used) {
        try {
            return !database.tables().changed(driver, used).isEmpty();
        } catch (SQLException e) { // the database lets nothing more run in this local transaction
            database.tables().forget(used);
            return false;
        }
    }

    /** Whether it may be due to what we knew of a table. */
    private static boolean mayBeStale(Exception error) {
        return error instanceof SQLException e
                ? !SqlStates.isOfTheRows(e)
                : error instanceof AssentException.NotAllowed;
    }

    private <T> T alone(Xid xid, DatabaseCheck check, Attempt<T> attempt) throws SQLException {
        driver.setAutoCommit(false);
        T result;
        alone = true;
        try {
            result = tries(xid, check, attempt);
        } catch (SQLException | RuntimeException | Error e) {
            local.markIfLost();
            local.clear();
            rollBackFor(e);
            throw e;
        } finally {
            alone = false;
        }
        driver.setAutoCommit(true);
        return result;
    }

    private <T> T tries(Xid xid, DatabaseCheck check, Attempt<T> attempt) throws SQLException {
        LockRetryBudget tries = database.lockRetry().budget();
        boolean again = true;
        for (int differed = 0; ; ) {
            local.join(xid, check);
            try {
                T result = attempt.run();
                local.commitAlone();
                return result;
            } catch (LockConflict e) {
                takeBack();
                tries.next(xid, e, (rows, wait) -> awaitRows(xid, rows, wait));
            } catch (RowsDiffer e) {
                takeBack();
                if (++differed >= TRIES_FOR_SAME_ROWS) {
                    throw e.error();
                }
            } catch (SQLException | AssentException e) {
                if (!again || !mayBeStale(e)) {
                    throw e;
                }
                List<Stamp> used = local.looked();
                takeBack();
                if (database.tables().changed(driver, used).isEmpty()) {
                    throw e;
                }
                again = false;
            }
        }
    }

    private Awaited awaitRows(Xid xid, String rows, Duration wait) {
        if (WorkingFor.isItself(xid)) {
            return Awaited.NOT; // rows are kept for global transactions alone
        }
        return database.branches()
                .awaitRows(
                        xid,
                        BranchType.AT,
                        database.resourceId(),
                        database.identity().mark(),
                        rows,
                        wait);
    }

    private void takeBack() throws SQLException {
        local.clear();
        driver.rollback();
    }

    private void rollBackFor(Throwable reason) {
        try {
            driver.rollback();
            driver.setAutoCommit(true);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
