package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.image.Row;
import dev.assent.datasource.image.Value;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.table.UniqueKey;
import dev.assent.datasource.undo.UndoItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A REPLACE, which deletes every row that is in the way of a new one: it runs as an INSERT. Only if a row is in its way, it is
 * tried out to see the new rows, and taken back; the rows in their way are locked, read and deleted by key, and the new ones
 * inserted as they were. An INSERT deletes nothing, so no other row can go.
 */
final class ReplaceChange extends TriedChange {
    private final ReturnedRows statement;

    private ReplaceChange(
            Database database,
            Connection own,
            LocalTransaction local,
            Tables tables,
            TableMeta table,
            Plan.Insert plan) {
        super(database, own, local, tables, table);
        this.statement = new ReturnedRows(database, own, local, plan, table);
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
        tables.requireUndoable(execution.sql(), table, RowChange.DELETE, List.of());
        return new ReplaceChange(database, own.connection(), local, tables, table, plan);
    }

    @Override
    <T> T tried(Execution<T> execution) throws SQLException {
        changes();
        try {
            return inserted(execution);
        } catch (SQLException e) {
            if (!database.dialect().isDuplicateKey(e)) {
                throw e;
            }
            takeBack();
        }
        for (int tries = 1; ; tries++) {
            changes();
            ResultSet rows = statement.run(execution, statement.plan().head().sql(), ours());
            Image stored = query.read(rows, columns(rows));
            Image left = query.byKeys(own, stored.keys(), database.dialect().again());
            takeBack();
            try {
                changes();
                Image gone = inTheWay(stored);
                written(gone, left);
                return statement.hand(execution, rows, columns(rows), count(stored, left, gone));
            } catch (SQLException e) {
                VisibleColumns.close(rows);
                if (!database.dialect().isDuplicateKey(e)) {
                    throw e;
                }
                takeBack();
            }
            if (tries >= LocalTransactionRetry.TRIES_FOR_SAME_ROWS) {
                throw Refusal.REPLACE.of(execution.sql(), "rows are in its way for another reason than their values");
            }
        }
    }

    /** Nothing was in its way. */
    private <T> T inserted(Execution<T> execution) throws SQLException {
        String insert = "INSERT" + statement.plan().head().sql().substring("REPLACE".length());
        ResultSet rows = statement.run(execution, insert, ours());
        Image stored = query.read(rows, columns(rows));
        done(stored.isEmpty() ? List.of() : List.of(UndoItem.insert(stored)));
        return statement.hand(execution, rows, columns(rows), stored.rows().size());
    }

    private String ours() {
        return query.read(statement.plan().target().qualifier());
    }

    private int columns(ResultSet rows) throws SQLException {
        return rows.getMetaData().getColumnCount() - query.width();
    }

    /** Under the settings of an undo, so that each value can be written as it was read. */
    private void written(Image gone, Image left) throws SQLException {
        RowWriter writer = new RowWriter(database.dialect(), own, table, query);
        if (!gone.isEmpty()) {
            writer.delete(gone.keys());
        }
        execute(database.dialect().beforeUndo());
        try {
            for (Row row : left.rows()) {
                writer.insert(row);
            }
        } finally {
            execute(database.dialect().afterUndo());
        }
        Image now = query.byKeys(own, left.keys(), database.dialect().again());
        if (!now.byKey().equals(left.byKey())) {
            throw DataSourceErrors.rowsDiffer(
                    table.name(), left.rows().size(), now.rows().size());
        }
        done(gone.isEmpty() ? List.of(UndoItem.insert(now)) : List.of(UndoItem.delete(gone), UndoItem.insert(now)));
    }

    private void execute(List<String> settings) throws SQLException {
        try (Statement statement = own.createStatement()) {
            for (String setting : settings) {
                statement.execute(setting);
            }
        }
    }

    /**
     * A new row that is replaced by the next one counts as well. A row that is replaced by itself counts once, where nothing hangs
     * on it.
     */
    private long count(Image stored, Image left, Image gone) {
        Map<Key, Row> now = left.byKey();
        long same = gone.byKey().entrySet().stream()
                .filter(row -> row.getValue().equals(now.get(row.getKey())))
                .count();
        long kept = table.facts().referencedBy().isEmpty() ? same : 0;
        int replacedAtOnce = stored.rows().size() - left.rows().size();
        return stored.rows().size() + replacedAtOnce + gone.rows().size() - kept;
    }

    /** What the new rows would replace; a row that is in the way of several of them is one. */
    private Image inTheWay(Image stored) throws SQLException {
        Map<Key, Row> found = new LinkedHashMap<>();
        for (List<Column> key : uniqueColumns()) {
            found.putAll(holding(key, stored).byKey());
        }
        return stored.with(List.copyOf(found.values()));
    }

    private List<List<Column>> uniqueColumns() {
        List<List<Column>> keys = new ArrayList<>(List.of(table.key()));
        for (UniqueKey unique : table.facts().uniqueKeys()) {
            if (!unique.columns().isEmpty()) {
                keys.add(unique.columns().stream().map(table::column).toList());
            }
        }
        return keys;
    }

    /** The rows that have in these columns what a new one has; a NULL is in no way. */
    private Image holding(List<Column> key, Image replaced) throws SQLException {
        List<List<Value>> wanted = replaced.rows().stream()
                .map(row -> key.stream()
                        .map(column -> row.values().get(table.stored().indexOf(column)))
                        .toList())
                .filter(values -> values.stream().allMatch(value -> value.content() != null))
                .distinct()
                .toList();
        if (wanted.isEmpty()) {
            return query.nothing();
        }
        String one = key.stream()
                .map(column -> database.dialect().quoted(column.name()) + " = "
                        + column.form().orElseThrow().write())
                .collect(Collectors.joining(" AND ", "(", ")"));
        String where = wanted.stream().map(values -> one).collect(Collectors.joining(" OR ", "WHERE ", ""));
        return query.matching(
                own, table.name(), "", where + database.dialect().forUpdate(), found -> bind(found, wanted));
    }

    private static void bind(PreparedStatement statement, List<List<Value>> wanted) throws SQLException {
        int index = 1;
        for (List<Value> values : wanted) {
            for (Value value : values) {
                value.kind().bind(statement, index++, value.content());
            }
        }
    }
}
