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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
        PointBefore before = PointBefore.of(own);
        while (true) {
            try {
                T result = checked(execution);
                before.release();
                return result;
            } catch (LockConflict e) {
                before.goBack();
                tries.nextHolding(xid, e);
            }
        }
    }

    private <T> T checked(Execution<T> execution) throws SQLException, LockConflict {
        List<LockedTable> locked = new ArrayList<>();
        for (Plan.Target target : plan.targets()) {
            TableMeta table = tables.of(target.name());
            locked.add(new LockedTable(
                    target, new ImageQuery(database.dialect(), table, table.keyInTableOrder()), new ArrayList<>()));
        }
        while (true) {
            ResultSet rows = found(execution, locked);
            try {
                int columns = rows.getMetaData().getColumnCount()
                        - locked.stream().mapToInt(table -> table.keys.width()).sum();
                List<Image> read = read(rows, columns, locked);
                if (areFree(read)) {
                    return execution.answer().found().of(VisibleColumns.of(rows, columns));
                }
                VisibleColumns.close(rows);
                refuseOrSkip(read);
                for (int i = 0; i < read.size(); i++) {
                    locked.get(i).skipped.addAll(held(read.get(i)));
                }
            } catch (SQLException | RuntimeException e) {
                VisibleColumns.close(rows);
                throw e;
            }
        }
    }

    /** @param columns how many the caller sees */
    private static List<Image> read(ResultSet rows, int columns, List<LockedTable> locked) throws SQLException {
        List<Image> read = new ArrayList<>();
        int before = columns;
        for (LockedTable table : locked) {
            read.add(table.keys.read(rows, before).eachOnce());
            rows.beforeFirst();
            before += table.keys.width();
        }
        return read;
    }

    /** Its statement is closed with it. */
    private ResultSet found(Execution<?> execution, List<LockedTable> locked) throws SQLException {
        Plan.Query rows = plan.rows();
        List<KeyCondition> held = locked.stream()
                .filter(table -> !table.skipped.isEmpty())
                .map(LockedTable::condition)
                .toList();
        String sql = rows.sql(
                locked.stream()
                        .map(table -> ", " + table.keys.read(table.target.qualifier()))
                        .collect(Collectors.joining()),
                held.stream().map(keys -> "((" + keys.sql() + ") IS NOT TRUE)").collect(Collectors.joining(" AND ")));
        PreparedStatement statement =
                own.prepareStatement(sql, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        try {
            statement.setMaxRows(execution.driver().getMaxRows());
            int next = execution.parameters().bind(statement, 1, rows.beforeFurther());
            for (KeyCondition keys : held) {
                keys.binding().bind(statement, next);
                next += keys.parameters();
            }
            execution.parameters().bind(statement, next, List.of(rows.rest()));
            return statement.executeQuery();
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private void refuseOrSkip(List<Image> rows) throws LockConflict {
        String conflict = "another transaction holds one of the rows " + lockKeys(rows);
        switch (plan.whenHeld()) {
            case WAIT -> throw new LockConflict(conflict, false, lockKeys(rows), Duration.ZERO);
            case FAIL ->
                throw DataSourceErrors.rowsHeld(xid, 0, database.lockRetry().interval(), conflict);
            case SKIP -> {}
        }
    }

    private List<Key> held(Image rows) {
        if (areFree(List.of(rows))) {
            return List.of();
        }
        if (rows.rows().size() == 1) {
            return rows.keys();
        }
        List<Row> all = rows.rows();
        List<Key> held = new ArrayList<>(held(rows.with(all.subList(0, all.size() / 2))));
        held.addAll(held(rows.with(all.subList(all.size() / 2, all.size()))));
        return held;
    }

    private boolean areFree(List<Image> rows) {
        String keys = lockKeys(rows);
        DatabaseMark mark = database.identity().mark();
        return keys.isEmpty()
                || database.branches()
                        .lockable(WorkingFor.owner(xid), BranchType.AT, database.resourceId(), mark, keys);
    }

    private static String lockKeys(List<Image> rows) {
        LockKeys keys = new LockKeys();
        rows.forEach(keys::add);
        return keys.text();
    }

    /** @param skipped rows that another transaction holds */
    private record LockedTable(Plan.Target target, ImageQuery keys, List<Key> skipped) {
        KeyCondition condition() {
            return keys.condition(target.qualifier(), skipped);
        }
    }
}
