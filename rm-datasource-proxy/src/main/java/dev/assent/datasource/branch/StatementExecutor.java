package dev.assent.datasource.branch;

import dev.assent.client.LockConflict;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.errors.SqlState;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.TableMeta;
import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the statements of one connection: straight through outside of a global transaction, with images inside. */
public final class StatementExecutor {
    private final Database database;
    private final Connection driver;
    private final OwnStatements own;
    private final LocalTransaction local;
    private final LocalTransactionRetry retrying;
    private final Tables tables;

    public StatementExecutor(Database database, OwnStatements own, LocalTransaction local) {
        this.database = database;
        this.own = own;
        this.driver = own.connection();
        this.local = local;
        this.retrying = new LocalTransactionRetry(database, driver, local);
        this.tables = new Tables(database, driver, local);
    }

    public <T> T execute(Execution<T> execution) throws SQLException {
        Optional<Xid> xid = WorkingFor.current();
        return watched(() -> {
            if (xid.isPresent()) {
                own.runFor(execution.driver());
                return inside(xid.get(), execution);
            }
            outside(execution.sql());
            return execution.run().with(execution.asked());
        });
    }

    /** Whatever a statement runs, or we run for it, shows the local transaction the errors of the database. */
    private <T> T watched(Step<T> step) throws SQLException {
        try {
            return step.run();
        } catch (SQLException e) {
            local.met(e);
            throw e;
        } catch (AssentException e) {
            throw SqlState.of(e);
        } finally {
            own.end();
        }
    }

    /** Cancels what runs for a statement of the program, in whichever state that is. */
    public void cancel(Statement statement) throws SQLException {
        if (!own.cancel(statement)) {
            statement.cancel();
        }
    }

    /** The keys to ask for when a statement is prepared, so that an INSERT can be imaged. */
    public KeyRequest keysFor(String sql, KeyRequest asked) throws SQLException {
        if (WorkingFor.current().isEmpty()
                || !(database.plans().of(driver, sql) instanceof Plan.Insert insert)
                || insert.rows().isEmpty()) {
            return asked;
        }
        return watched(() -> {
            retrying.identify(); // the connection may be older than the global transaction, and the undo table missing
            TableMeta table = tables.of(insert.target().name());
            return database.shapes()
                    .newKeys()
                    .of(
                            insert,
                            table,
                            () -> NewKeys.of(database, table, insert.rows().get()))
                    .merged(asked);
        });
    }

    /** Names of tables may mean others from now on. */
    public void forgetSession() {
        tables.forgetSession();
    }

    public boolean isAutoCommit() throws SQLException {
        return retrying.isAutoCommit();
    }

    /** Runs several statements as one: in autocommit mode they are one local transaction, and one branch. */
    public <T> T together(Xid xid, Attempt<T> all) throws SQLException {
        return watched(() -> retrying.together(xid, all));
    }

    /** A member of {@link #together}, or of several statements in one text. */
    public <T> T member(Execution<T> execution) throws SQLException, RowsDiffer {
        own.runFor(execution.driver());
        local.lookAnew();
        Plan plan = changing(allowed(execution), execution);
        return retrying.ownsTransaction()
                ? change(plan, execution)
                : retrying.run(WorkingFor.current().orElseThrow(), () -> change(plan, execution));
    }

    /** Refuses a member of a batch before any is executed. */
    public void check(Execution<?> execution) throws SQLException {
        watched(() -> {
            Plan plan = changing(allowed(execution), execution);
            if (plan instanceof Plan.SeveralStatements) {
                throw Refusal.SEVERAL_STATEMENTS.of(execution.sql(), "in a batch");
            }
            return plan;
        });
    }

    /** Notes that a statement runs outside of a global transaction: its change must not end up in one. */
    public void outside(String sql) throws SQLException {
        tables.forgetSession();
        try {
            local.refuseIfEnded();
            if (!driver.getAutoCommit() && !FirstWord.reads(sql)) {
                local.changeOutside();
            }
        } catch (AssentException e) {
            throw SqlState.of(e);
        }
    }

    private <T> T inside(Xid xid, Execution<T> execution) throws SQLException {
        local.refuseIfEnded();
        tables.requireUsualSession(() -> named(database.plans().of(driver, execution.sql())));
        local.lookAnew();
        Plan plan = allowed(execution);
        boolean rows = plan instanceof Plan.Read || plan instanceof Plan.LockingRead;
        if (rows && execution.driver().getResultSetConcurrency() == ResultSet.CONCUR_UPDATABLE) {
            throw Refusal.UPDATABLE_RESULT.of(execution.sql(), "");
        }
        if (plan instanceof Plan.Read) {
            return execution.run().with(execution.asked());
        }
        if (plan instanceof Plan.LockingRead read) {
            if (execution.answer().returns() == Execution.Returns.COUNT) {
                throw Refusal.QUERY_IN_BATCH.of(execution.sql(), "");
            }
            return new CheckedRead(database, driver, tables, read, xid).run(retrying, execution);
        }
        changing(plan, execution);
        return plan instanceof Plan.SeveralStatements several
                ? each(xid, several, execution)
                : retrying.run(xid, () -> change(plan, execution));
    }

    private static String named(Plan plan) {
        if (plan instanceof Plan.Insert insert) {
            return insert.target().name();
        }
        if (plan instanceof Plan.LockingRead read && !read.targets().isEmpty()) {
            return read.targets().get(0).name();
        }
        return plan instanceof Plan.OfOneTable change ? change.target().name() : "";
    }

    /** Each as if it were sent alone, in the transactions that the database gives them. */
    private <T> T each(Xid xid, Plan.SeveralStatements plan, Execution<T> execution) throws SQLException {
        List<Long> counts = new ArrayList<>();
        Attempt<Boolean> all = () -> {
            counts.clear();
            for (Plan.Part one : plan.texts()) {
                counts.add(member(execution.of(one)));
            }
            return true;
        };
        if (database.dialect().statementsOfOneTextAreOneTransaction()) {
            retrying.together(xid, all);
        } else if (database.dialect().statementsOfOneTextFailTogether() && !retrying.isAutoCommit()) {
            allOrNone(all);
        } else {
            retrying.apart(all);
        }
        if (database.dialect().statementsOfOneTextAreAllCounted()) {
            execution.further().counts(counts.subList(1, counts.size()));
        }
        return execution.answer().changed().apply(counts.get(0));
    }

    private void allOrNone(Attempt<Boolean> all) throws SQLException {
        Savepoint before = driver.setSavepoint();
        local.mark(before);
        try {
            retrying.apart(all);
            driver.releaseSavepoint(before);
        } catch (SQLException | RuntimeException e) {
            takeBack(before, e);
            throw e;
        } finally {
            local.forget(before);
        }
    }

    private void takeBack(Savepoint before, Exception reason) {
        try {
            driver.rollback(before);
            local.backTo(before);
        } catch (SQLException e) {
            reason.addSuppressed(e);
            local.doom(reason);
        }
    }

    private void allowed(Plan.SeveralStatements plan, Execution<?> execution) throws SQLException {
        if (!(execution.asked() instanceof KeyRequest.None)) {
            throw Refusal.SEVERAL_STATEMENTS.of(execution.sql(), "and its keys are asked for");
        }
        if (!database.dialect()
                .takesSeveralStatements(String.valueOf(driver.getMetaData().getURL()))) {
            throw Refusal.SEVERAL_STATEMENTS.of(execution.sql(), "and the URL does not say allowMultiQueries=true");
        }
        for (Plan.Part one : plan.texts()) {
            if (allowed(execution.of(one)) instanceof Plan.Insert insert
                    && insert.rows().isPresent()) {
                throw Refusal.SEVERAL_STATEMENTS.of(execution.sql(), "one of which inserts");
            }
        }
    }

    private Plan allowed(Execution<?> execution) throws SQLException {
        Plan plan = database.plans().of(driver, execution.sql());
        if (plan instanceof Plan.Refused refused) {
            throw refused.reason().of(execution.sql(), refused.detail());
        }
        return plan;
    }

    private Plan changing(Plan plan, Execution<?> execution) throws SQLException {
        Execution.Returns returns = execution.answer().returns();
        if (plan instanceof Plan.SeveralStatements several) {
            allowed(several, execution);
        }
        boolean inserted = plan instanceof Plan.Insert insert && insert.returnsRows();
        boolean asKeys = inserted
                && !(execution.asked() instanceof KeyRequest.None)
                && !database.dialect().returnsOnlyLastInsertIds();
        boolean rows =
                inserted || (plan instanceof Plan.Keyed keyed && keyed.cut().returns());
        if (returns == Execution.Returns.ROWS && (!rows || asKeys)) {
            throw Refusal.QUERY_EXPECTED.of(execution.sql(), "");
        }
        if (returns == Execution.Returns.COUNT && rows && !asKeys) {
            throw Refusal.QUERY_IN_BATCH.of(execution.sql(), "");
        }
        if (plan instanceof Plan.Read || plan instanceof Plan.LockingRead) {
            throw Refusal.QUERY_IN_BATCH.of(execution.sql(), "");
        }
        return plan;
    }

    /**
     * A condition that reads other rows may find others a moment later. In the application's local transaction the change is
     * then taken back by itself; in one of its own, with it.
     */
    private <T> T change(Plan plan, Execution<T> execution) throws SQLException, RowsDiffer {
        boolean mayDiffer = plan instanceof Plan.Keyed keyed && keyed.cut().basis() == Plan.Basis.OTHER_ROWS;
        if (mayDiffer && !retrying.ownsTransaction()) {
            return changeOrTakeBack(plan, execution);
        }
        try {
            return imaged(plan, execution);
        } catch (RowsDiffer e) {
            local.doom(e.error());
            throw e;
        }
    }

    private <T> T changeOrTakeBack(Plan plan, Execution<T> execution) throws SQLException, RowsDiffer {
        PointBefore before = PointBefore.of(driver);
        for (int differed = 0; ; ) {
            try {
                T result = imaged(plan, execution);
                before.release();
                return result;
            } catch (RowsDiffer e) {
                if (!before.isThere()) {
                    local.doom(e.error());
                    throw e;
                }
                before.goBack();
                local.tables().wentBack();
                if (++differed >= LocalTransactionRetry.TRIES_FOR_SAME_ROWS) {
                    throw e;
                }
            }
        }
    }

    private <T> T imaged(Plan plan, Execution<T> execution) throws SQLException, RowsDiffer {
        Change change = Change.of(database, own, local, tables, plan, execution);
        Change.Ran<T> ran = change.run(execution);
        local.tables().ran();
        try {
            change.after(ran).forEach(local::add);
        } catch (SQLException | RuntimeException e) {
            local.doom(e);
            throw e;
        }
        return ran.result();
    }

    private interface Step<T> {
        T run() throws SQLException;
    }

    /** What may have to be done more than once. */
    public interface Attempt<T> {
        T run() throws SQLException, LockConflict, RowsDiffer;
    }
}
