package dev.assent.datasource.branch;

import dev.assent.client.LockConflict;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.KeyCondition;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.LockKeys;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

/**
 * A SELECT … FOR UPDATE: its rows are handed out once no other global transaction holds one of them. Nothing is acquired.
 * It runs once, with the key as further columns that the caller does not see: a second run could find other rows. The
 * result can be read twice and is all with the driver, so it outlives a local commit in autocommit mode.
 */
record CheckedRead(Database database, Connection own, Tables tables, Plan.LockingRead plan, Xid xid) {
    <T> T run(LocalTransactionRetry retrying, Execution<T> execution) throws SQLException {
        boolean alone = retrying.isAutoCommit();
        return retrying.run(xid, () -> alone ? checked(execution) : holding(execution));
    }

    private <T> T holding(Execution<T> execution) throws SQLException {
        LockRetryBudget tries = database.lockRetry().budget();
        Savepoint before = own.setSavepoint();
        while (true) {
            try {
                T result = checked(execution);
                own.releaseSavepoint(before);
                return result;
            } catch (LockConflict e) {
                own.rollback(before);
                tries.nextHolding(xid, e);
            }
        }
    }

    private <T> T checked(Execution<T> execution) throws SQLException, LockConflict {
        TableMeta table = tables.of(target().name());
        ImageQuery keys = new ImageQuery(database.dialect(), table, table.keyInTableOrder());
        List<Key> skipped = new ArrayList<>();
        while (true) {
            ResultSet rows = found(execution, keys, skipped);
            try {
                Image read = keys.read(rows, columns(rows, keys));
                List<Key> held = held(read);
                if (held.isEmpty()) {
                    rows.beforeFirst();
                    return execution.answer().found().of(VisibleColumns.of(rows, columns(rows, keys)));
                }
                rows.close();
                refuseOrSkip(read);
                skipped.addAll(held);
            } catch (SQLException | RuntimeException e) {
                rows.close();
                throw e;
            }
        }
    }

    /** Its statement is closed with it. */
    private ResultSet found(Execution<?> execution, ImageQuery keys, List<Key> skipped) throws SQLException {
        Plan.Query rows = plan.rows();
        KeyCondition condition = keys.condition(target().qualifier(), skipped);
        String others = skipped.isEmpty() ? "" : "NOT (" + condition.sql() + ')';
        String sql = rows.sql("\n, " + keys.read(target().qualifier()), others);
        PreparedStatement statement =
                own.prepareStatement(sql, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        try {
            statement.setMaxRows(execution.driver().getMaxRows());
            int next = execution.parameters().bind(statement, 1, rows.beforeFurther());
            if (!skipped.isEmpty()) {
                condition.binding().bind(statement, next);
                next += condition.parameters();
            }
            execution.parameters().bind(statement, next, List.of(rows.rest()));
            ResultSet found = statement.executeQuery();
            statement.closeOnCompletion();
            return found;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private Plan.Target target() {
        return plan.targets().get(0);
    }

    /** How many columns the caller sees. */
    private static int columns(ResultSet rows, ImageQuery keys) throws SQLException {
        return rows.getMetaData().getColumnCount() - keys.width();
    }

    private void refuseOrSkip(Image rows) throws LockConflict {
        String conflict = "another transaction holds one of the rows "
                + new LockKeys().add(rows).text();
        switch (plan.whenHeld()) {
            case WAIT -> throw new LockConflict(conflict, false);
            case FAIL ->
                throw DataSourceErrors.rowsHeld(xid, 0, database.lockRetry().interval(), conflict);
            case SKIP -> {}
        }
    }

    /** Where the caller waits for them all, it is enough to know that there are some. */
    private List<Key> held(Image rows) {
        if (rows.isEmpty() || areFree(rows)) {
            return List.of();
        }
        if (rows.rows().size() == 1 || plan.whenHeld() != Plan.WhenHeld.SKIP) {
            return rows.keys();
        }
        List<Row> all = rows.rows();
        List<Key> held = new ArrayList<>(held(rows.with(all.subList(0, all.size() / 2))));
        held.addAll(held(rows.with(all.subList(all.size() / 2, all.size()))));
        return held;
    }

    private boolean areFree(Image rows) {
        DatabaseMark mark = database.identity().mark();
        String keys = new LockKeys().add(rows).text();
        return database.branches().lockable(xid, BranchType.AT, database.resourceId(), mark, keys);
    }
}
