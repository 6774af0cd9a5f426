package dev.assent.datasource.branch;

import dev.assent.client.LockConflict;
import dev.assent.client.Participation;
import dev.assent.client.TransactionContext;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.SqlStates;
import dev.assent.datasource.table.Stamp;
import dev.assent.datasource.undo.DatabaseCheck;
import dev.assent.datasource.undo.LockKeys;
import dev.assent.datasource.undo.UndoItem;
import dev.assent.datasource.undo.UndoRecord;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one connection has changed since its last local commit, and for which global transaction. It belongs to the xid
 * that its thread carried at the first change and to no other.
 */
public final class LocalTransaction {
    private static final String HOLDS_LOCKS = "{\"autoCommit\":false}";

    private final Database database;
    private final Connection driver;
    private final List<UndoItem> items = new ArrayList<>();
    private final ChangedTables tables;
    private final Set<Stamp> looked = new LinkedHashSet<>();
    private final IdentityHashMap<Savepoint, Mark> marks = new IdentityHashMap<>();
    private @Nullable Xid xid;
    private @Nullable DatabaseCheck check;
    private final TransactionEnd end;
    private @Nullable Doom doom;
    private boolean changedOutside;
    private @Nullable Exception lost;

    public LocalTransaction(Database database, Connection driver) {
        this.database = database;
        this.driver = driver;
        this.tables = new ChangedTables(database.tables().confirmations());
        this.end = new TransactionEnd(database.dialect(), driver);
    }

    /** A statement that changes or locks rows is about to run for a global transaction. */
    void join(Xid current, DatabaseCheck database) {
        if (changedOutside) {
            throw DataSourceErrors.changedOutside(current);
        }
        refuseIfDoomed();
        if (xid == null) {
            xid = current;
            check = database;
        } else if (!xid.equals(current)) {
            throw DataSourceErrors.otherTransaction(xid, current);
        }
    }

    /** A statement that may change rows is about to run outside of any global transaction. */
    void changeOutside() {
        if (xid != null && !items.isEmpty()) {
            throw DataSourceErrors.leftTransaction(xid);
        }
        changedOutside = true;
    }

    /** Another statement begins. */
    void lookAnew() {
        looked.clear();
    }

    /** What is known of a table is used for the statement. */
    void look(Stamp table) {
        looked.add(table);
    }

    List<Stamp> looked() {
        return List.copyOf(looked);
    }

    /** The tables that are changed by what is known of them. */
    ChangedTables tables() {
        return tables;
    }

    void add(UndoItem item) {
        items.add(item);
    }

    /** Something has changed whose undo is not known: from now on it can only be rolled back. The first reason stays. */
    void doom(Throwable reason) {
        doom(reason, false);
    }

    /**
     * A statement of this connection has met an error, the program's or one of ours. If the database has ended the local
     * transaction with it, what was recorded does not exist any more, and the next statement would begin another one.
     */
    public void met(SQLException error) {
        if (xid != null && end.isShownBy(error)) {
            doom(error, true);
        }
    }

    private void doom(Throwable reason, boolean ended) {
        if (doom == null || (ended && !doom.ended)) {
            doom = new Doom(String.valueOf(reason.getMessage()), ended);
        }
    }

    public void mark(Savepoint savepoint) {
        marks.put(savepoint, new Mark(items.size(), doom));
    }

    public void backTo(Savepoint savepoint) {
        tables.wentBack();
        Mark mark = marks.get(savepoint);
        if (mark != null) {
            items.subList(mark.items, items.size()).clear();
            doom = mark.doom;
        }
    }

    public void forget(Savepoint savepoint) {
        marks.remove(savepoint);
    }

    /** Commits a statement's own transaction: a conflict goes to the caller that can roll back and run it again. */
    void commitAlone() throws SQLException, LockConflict, RowsDiffer {
        refuseIfDoomed();
        if (xid == null || items.isEmpty()) {
            commitUnchanged();
        } else if (WorkingFor.isItself(xid)) {
            requireFree();
            commitUnchanged();
        } else {
            UndoRecord record = database.undoLog().encode(items);
            commit(xid, register(ours(xid), null, Duration.ZERO), record);
        }
        clear();
    }

    /** Commits the application's transaction, which keeps its database locks while it waits for a row. */
    public void commit() throws SQLException {
        refuseIfDoomed();
        try {
            if (xid == null || items.isEmpty()) {
                commitUnchanged();
            } else if (WorkingFor.isItself(xid)) {
                requireFreeHolding(xid);
                commitUnchanged();
            } else {
                UndoRecord record = database.undoLog().encode(items);
                commit(xid, registerHolding(ours(xid)), record);
            }
        } catch (RowsDiffer e) {
            throw e.error();
        } catch (SQLException | RuntimeException e) {
            markIfLost();
            throw e;
        }
        clear();
    }

    /** What this local transaction has changed, and what it has freed for others, is held by no global transaction. */
    private void requireFree() throws LockConflict {
        String rows = LockKeys.of(items);
        DatabaseMark mark = Objects.requireNonNull(check).mark();
        if (!database.branches().lockable(null, BranchType.AT, database.resourceId(), mark, rows)) {
            throw new LockConflict("another transaction holds one of the rows " + rows, false, rows, Duration.ZERO);
        }
    }

    private void requireFreeHolding(Xid itself) {
        LockRetryBudget tries = database.lockRetry().budget();
        while (true) {
            try {
                requireFree();
                return;
            } catch (LockConflict e) {
                tries.nextHolding(itself, e);
            }
        }
    }

    /** Nothing is recorded for an undo: no row has changed as far as we know, or it is in no global transaction. */
    private void commitUnchanged() throws SQLException, RowsDiffer {
        requireSameTables();
        driver.commit();
    }

    public void clear() {
        tables.clear();
        xid = null;
        check = null;
        doom = null;
        lost = null;
        changedOutside = false;
        items.clear();
        marks.clear();
    }

    public boolean isOpen() {
        return !items.isEmpty() || doom != null;
    }

    /**
     * The undo row travels in the same local transaction as the business rows, so after a crash either both are there
     * or neither is. A failure past registration needs no cleaning up: the branch stays registered, and the global
     * rollback undoes it if it finds the undo row. If it finds none, it plants one with the same key, so that a commit
     * still under way fails instead of arriving after the rollback. If the global transaction is committed all the same, the
     * coordinator finds no undo row where none has ever been; so it is informed.
     */
    private void commit(Xid ours, BranchId branch, UndoRecord record) throws SQLException, RowsDiffer {
        try {
            insert(ours, branch, record);
            commit(driver, ours, branch);
        } catch (SQLException e) {
            met(e);
            lost = SqlStates.endedTheTransaction(e) ? null : e; // then the database wants it to be run again
            failed(ours, branch, e);
            throw e;
        } catch (OutcomeUnknown e) {
            doom(e);
            lost = e;
            throw e;
        } catch (RowsDiffer | RuntimeException e) {
            failed(ours, branch, e);
            throw e;
        }
    }

    /**
     * A branch was registered whose changes are not there, or perhaps not: the global transaction must not be committed without
     * them, even if the program catches the error. What may be run again is no reason.
     */
    void markIfLost() {
        Exception reason = lost;
        if (reason == null) {
            return;
        }
        Participation part = TransactionContext.current().participation().orElse(null);
        if (part != null && part.markRollbackOnly(reason)) {
            part.announce(reason, database.branches()::branchLost);
        }
    }

    /** It has surely not been committed. */
    private void failed(Xid ours, BranchId branch, Exception reason) {
        doom(reason);
        try {
            database.branches()
                    .report(ours, branch, BranchType.AT, database.resourceId(), BranchStatus.PHASE_ONE_FAILED, null);
        } catch (AssentException e) {
            reason.addSuppressed(e);
        }
    }

    private void requireSameTables() throws SQLException, RowsDiffer {
        List<String> changed = tables.changed(asked -> database.tables().changed(driver, asked));
        if (!changed.isEmpty()) {
            AssentException error = DataSourceErrors.tableChangedMeanwhile(String.join(", ", changed));
            doom(error);
            throw new RowsDiffer(error);
        }
    }

    /** The database says itself that it is the one the branch was registered by. */
    private void insert(Xid ours, BranchId branch, UndoRecord record) throws SQLException, RowsDiffer {
        DatabaseCheck expected = Objects.requireNonNull(check);
        boolean written =
                tables.confirming(asked -> database.undoLog().insert(driver, ours, branch, record, expected, asked));
        requireSameTables();
        if (!written) {
            database.identity().forget(expected);
            throw DataSourceErrors.otherDatabase(ours, branch, database.resourceId(), expected.mark());
        }
    }

    private static void commit(Connection driver, Xid xid, BranchId branch) throws SQLException {
        try {
            driver.commit();
        } catch (SQLException e) {
            if (SqlStates.surelyNotCommitted(e)) {
                throw e;
            }
            AssentException unknown = DataSourceErrors.commitUnanswered(xid, branch, String.valueOf(e.getMessage()));
            unknown.initCause(e);
            throw unknown;
        }
    }

    private BranchId registerHolding(Xid ours) {
        LockRetryBudget tries = database.lockRetry().budget();
        while (true) {
            try {
                return register(ours, HOLDS_LOCKS, tries.waitHolding());
            } catch (LockConflict e) {
                tries.nextHolding(ours, e);
            }
        }
    }

    private BranchId register(Xid ours, @Nullable String applicationData, Duration wait) throws LockConflict {
        DatabaseCheck expected = Objects.requireNonNull(check);
        try {
            return database.branches()
                    .register(
                            ours,
                            BranchType.AT,
                            database.resourceId(),
                            expected.mark(),
                            LockKeys.of(items),
                            applicationData,
                            wait);
        } catch (TryAgain | NotAllowed e) {
            database.identity().doubt(expected); // maybe it does not know this database, or takes it for a copy
            throw e;
        }
    }

    private static Xid ours(Xid bound) {
        Optional<Xid> current = TransactionContext.current().xid();
        if (current.isEmpty()) {
            throw DataSourceErrors.leftTransaction(bound);
        }
        if (!current.get().equals(bound)) {
            throw DataSourceErrors.otherTransaction(bound, current.get());
        }
        return bound;
    }

    boolean isDoomed() {
        return doom != null;
    }

    private void refuseIfDoomed() {
        if (doom != null) {
            throw DataSourceErrors.doomed(doom.reason);
        }
    }

    /** A read or a savepoint would begin another local transaction in the place of the one that has ended. */
    public void refuseIfEnded() {
        if (doom != null && doom.ended) {
            throw DataSourceErrors.doomed(doom.reason);
        }
    }

    private record Mark(int items, @Nullable Doom doom) {}

    private record Doom(String reason, boolean ended) {}
}
