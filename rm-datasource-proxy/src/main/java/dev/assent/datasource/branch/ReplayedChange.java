package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A MERGE of a database that says which rows it has left, and which it has found, but not both at once. It is tried out and
 * taken back; the rows it has found are locked and read; what it has done is done again by an INSERT, an UPDATE or a DELETE for
 * each row. An INSERT changes no row that has come in between.
 */
final class ReplayedChange implements Change {
    private final Database database;
    private final Connection own;
    private final LocalTransaction local;
    private final Tables tables;
    private final Plan.Insert plan;
    private final TableMeta table;
    private final ImageQuery query;
    private final RowWriter writer;
    private List<UndoItem> items = List.of();

    private ReplayedChange(
            Database database,
            Connection own,
            LocalTransaction local,
            Tables tables,
            Plan.Insert plan,
            TableMeta table) {
        this.database = database;
        this.own = own;
        this.local = local;
        this.tables = tables;
        this.plan = plan;
        this.table = table;
        this.query = new ImageQuery(
                database.dialect(), table, table.stored(), table.facts().uniqueKeys());
        this.writer = new RowWriter(database.dialect(), own, table, query);
    }

    static Change of(
            Database database,
            OwnStatements own,
            LocalTransaction local,
            Tables tables,
            Plan.Insert plan,
            Execution<?> execution)
            throws SQLException {
        TableMeta table = tables.of(plan.target().name());
        tables.requireUndoable(execution.sql(), table, RowChange.INSERT, List.of());
        tables.requireUndoable(execution.sql(), table, RowChange.UPDATE, List.of());
        if (!(execution.asked() instanceof KeyRequest.None)) {
            throw Refusal.MERGE.of(execution.sql(), "its keys were asked for");
        }
        return new ReplayedChange(database, own.connection(), local, tables, plan, table);
    }

    @Override
    public List<UndoItem> after(Ran<?> ran) {
        return items;
    }

    @Override
    public <T> Ran<T> run(Execution<T> execution) throws SQLException {
        Savepoint before = own.setSavepoint();
        try {
            long count = replayed(execution, before);
            own.releaseSavepoint(before);
            return new Ran<>(execution.answer().changed().apply(count), count, Optional.empty());
        } catch (SQLException | RuntimeException e) {
            takeBack(before, e);
            throw e;
        }
    }

    private long replayed(Execution<?> execution, Savepoint before) throws SQLException {
        for (int tries = 1; ; tries++) {
            Image left = tried(execution, "FINAL", before);
            Set<Key> keys = new LinkedHashSet<>(left.keys());
            keys.addAll(tried(execution, "OLD", before).keys());
            Image there =
                    query.byKeys(own, List.copyOf(keys), database.dialect().forUpdate());
            try {
                MarkedRows done = replay(execution.sql(), left, there, keys);
                items = done.items(there);
                int gone = plan.deletes() ? keys.size() - left.keys().size() : 0; // or has another key now
                return (long) left.rows().size() + gone;
            } catch (SQLException e) {
                if (!database.dialect().isDuplicateKey(e)) {
                    throw e;
                }
                own.rollback(before);
            }
            if (tries >= LocalTransactionRetry.TRIES_FOR_SAME_ROWS) {
                throw DataSourceErrors.rowsCameBetween(table.name());
            }
        }
    }

    /** @param side FINAL or OLD: the rows as the statement leaves them, or as it finds them */
    private Image tried(Execution<?> execution, String side, Savepoint before) throws SQLException {
        String sql = "SELECT " + query.read("changed") + " FROM " + side + " TABLE ("
                + plan.head().sql() + "\n) AS changed";
        try (PreparedStatement statement = own.prepareStatement(sql)) {
            execution.parameters().bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return query.read(rows, 0);
            }
        } finally {
            own.rollback(before);
        }
    }

    /** A row that is gone goes first, since a new one may have its unique value. */
    private MarkedRows replay(String sql, Image left, Image there, Set<Key> touched) throws SQLException {
        MarkedRows done = new MarkedRows(query.nothing());
        Map<Key, Row> now = left.byKey();
        Map<Key, Row> old = there.byKey();
        List<Key> gone = touched.stream()
                .filter(key -> old.containsKey(key) && !now.containsKey(key))
                .toList();
        if (!gone.isEmpty()) {
            tables.requireUndoable(sql, table, RowChange.DELETE, List.of());
            writer.delete(gone);
        }
        gone.forEach(key -> done.add(Objects.requireNonNull(old.get(key)), RowChange.DELETE));
        for (Map.Entry<Key, Row> row : now.entrySet()) {
            Row before = old.get(row.getKey());
            boolean changes = before != null;
            if (before != null) {
                List<Column> changed = writer.changed(before, row.getValue());
                tables.requireUndoable(sql, table, RowChange.UPDATE, changed);
                if (!changed.isEmpty()) {
                    writer.update(row.getKey(), row.getValue(), changed);
                }
            } else {
                writer.insert(row.getValue());
            }
            done.add(row.getValue(), changes ? RowChange.UPDATE : RowChange.INSERT);
        }
        return done;
    }

    private void takeBack(Savepoint before, Exception reason) {
        try {
            own.rollback(before);
        } catch (SQLException e) {
            reason.addSuppressed(e);
            local.doom(reason);
        }
    }
}
