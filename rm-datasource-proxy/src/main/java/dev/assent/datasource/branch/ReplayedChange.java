package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A MERGE of a database that says which rows it has left, and which it has found, but not both at once. It is tried out and
 * taken back; the rows it has found are locked and read; what it has done is done again by an INSERT, an UPDATE or a DELETE for
 * each row. An INSERT changes no row that has come in between.
 */
final class ReplayedChange extends TriedChange {
    private final Plan.Insert plan;
    private final RowWriter writer;

    private ReplayedChange(
            Database database,
            Connection own,
            LocalTransaction local,
            Tables tables,
            TableMeta table,
            Plan.Insert plan) {
        super(database, own, local, tables, table);
        this.plan = plan;
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
        return new ReplayedChange(database, own.connection(), local, tables, table, plan);
    }

    @Override
    <T> T tried(Execution<T> execution) throws SQLException {
        return execution.answer().changed().apply(replayed(execution));
    }

    private long replayed(Execution<?> execution) throws SQLException {
        for (int tries = 1; ; tries++) {
            Image left = tried(execution, "FINAL");
            Set<Key> keys = new LinkedHashSet<>(left.keys());
            keys.addAll(tried(execution, "OLD").keys());
            Image there =
                    query.byKeys(own, List.copyOf(keys), database.dialect().forUpdate());
            changes();
            try {
                MarkedRows done = replay(execution.sql(), left, there, keys);
                done(done.items(there));
                int gone = plan.deletes() ? keys.size() - left.keys().size() : 0; // or has another key now
                return (long) left.rows().size() + gone;
            } catch (SQLException e) {
                if (!database.dialect().isDuplicateKey(e)) {
                    throw e;
                }
                takeBack();
            }
            if (tries >= LocalTransactionRetry.TRIES_FOR_SAME_ROWS) {
                throw DataSourceErrors.rowsCameBetween(table.name());
            }
        }
    }

    /** @param side FINAL or OLD: the rows as the statement leaves them, or as it finds them */
    private Image tried(Execution<?> execution, String side) throws SQLException {
        String sql = "SELECT " + query.read("changed") + " FROM " + side + " TABLE ("
                + plan.head().sql() + "\n) AS changed";
        changes();
        try (PreparedStatement statement = own.prepareStatement(sql)) {
            execution.parameters().bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return query.read(rows, 0);
            }
        } finally {
            takeBack();
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
}
