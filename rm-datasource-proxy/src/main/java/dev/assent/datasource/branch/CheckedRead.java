package dev.assent.datasource.branch;

import dev.assent.client.LockConflict;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.LockKeys;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/**
 * A SELECT … FOR UPDATE: its rows are returned once no other global transaction holds one of them. Nothing is acquired.
 * In autocommit mode the caller gets the driver's own result set, which outlives the local commit because the driver
 * has fetched all of it: a fetch size would make it a cursor, so it is put aside for this run. A copy would be another
 * kind of result set than the one the application was tested with.
 */
record CheckedRead(Database database, Connection driver, Tables tables, Plan.LockingRead plan, Xid xid) {
    <T> T run(LocalTransactionRetry retrying, Execution<T> execution) throws SQLException {
        if (!retrying.isAutoCommit()) {
            return retrying.run(xid, () -> holding(execution));
        }
        int fetchSize = execution.driver().getFetchSize();
        execution.driver().setFetchSize(0);
        try {
            return retrying.run(xid, () -> checked(execution));
        } finally {
            execution.driver().setFetchSize(fetchSize);
        }
    }

    private <T> T holding(Execution<T> execution) throws SQLException {
        LockRetryBudget tries = database.lockRetry().budget();
        Savepoint before = driver.setSavepoint();
        while (true) {
            try {
                T result = checked(execution);
                driver.releaseSavepoint(before);
                return result;
            } catch (LockConflict e) {
                driver.rollback(before);
                tries.nextHolding(xid, e);
            }
        }
    }

    private <T> T checked(Execution<T> execution) throws SQLException, LockConflict {
        T result = execution.run().with(execution.asked());
        TableMeta table = tables.of(plan.target().name());
        ImageQuery query = new ImageQuery(database.dialect(), table, table.keyInTableOrder());
        Image keys = query.matching(
                driver,
                plan.from().sql(),
                plan.target().qualifier(),
                plan.rows().sql() + database.dialect().forUpdate(),
                statement -> {
                    for (int i = 0; i < plan.rows().parameters(); i++) {
                        execution.parameters().bind(statement, plan.rows().firstParameter() + i, i + 1);
                    }
                });
        if (!keys.isEmpty()) {
            String rows = new LockKeys().add(keys).text();
            DatabaseMark mark = database.identity().mark();
            if (!database.branches().lockable(xid, BranchType.AT, database.resourceId(), mark, rows)) {
                throw new LockConflict("another transaction holds one of the rows " + rows, false);
            }
        }
        return result;
    }
}
