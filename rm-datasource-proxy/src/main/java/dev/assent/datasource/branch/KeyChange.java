package dev.assent.datasource.branch;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.image.Key;
import dev.assent.datasource.plan.Plan.Part;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An UPDATE that gives rows other keys: to their table, rows that go and rows that come, and so it is undone. What the keys
 * will be is asked of the database together with the rows; where the rows are then is looked up.
 *
 * @param now the keys that it will have set
 * @param taken other rows have such a key: either the database refuses the change, or it sets other keys
 */
record KeyChange(KeyedStatement statement, Image before, Set<Key> now, boolean taken, Cascades cascades)
        implements Change {
    /**
     * If the rows keep their keys, it is an UPDATE like others.
     *
     * @param set the values of all columns that it sets; without a part where the value is not known before
     */
    static Change of(
            KeyedStatement statement, Tables tables, TableMeta table, Map<Column, Part> set, Execution<?> execution)
            throws SQLException {
        Dialect dialect = statement.database().dialect();
        String qualifier = statement.plan().target().qualifier();
        StringBuilder columns = new StringBuilder();
        List<Part> written = new ArrayList<>();
        for (Column column : table.keyInTableOrder()) {
            String expression = qualifier + '.' + dialect.quoted(column.name());
            Part value = set.get(column);
            if (value != null) {
                if (value.sql().isEmpty() || statement.plan().cut().joined()) {
                    throw Refusal.KEY_CHANGE.of(execution.sql(), column.name());
                }
                written.add(value);
                expression = "(CASE WHEN 1 = 0 THEN " + expression + " ELSE (" + value.sql() + "\n) END)";
            }
            columns.append(", ").append(column.form().orElseThrow().read(expression));
        }
        ImageQuery keys = new ImageQuery(dialect, table, table.keyInTableOrder());
        List<Key> now = new ArrayList<>();
        Image before = statement.before(execution.parameters(), true, columns.toString(), written, found -> {
            now.addAll(keys.read(found, statement.query().width()).keys());
            found.beforeFirst();
            return statement.query().read(found, 0);
        });
        List<Key> old = before.keys();
        if (now.equals(old)) {
            return UpdateChange.of(statement, tables, table, set.keySet(), before, execution);
        }
        requireUndoable(tables, table, set, execution);
        Cascades cascades = Cascades.of(
                statement.database(),
                statement.own(),
                tables,
                execution.sql(),
                table,
                RowChange.UPDATE,
                set.keySet(),
                before);
        refuseIfTheOldRowsCannotComeFirst(cascades, table, old, now, execution);
        List<Key> others = now.stream().filter(key -> !old.contains(key)).toList();
        Image found = keys.byKeys(statement.own(), others, dialect.forUpdate());
        return new KeyChange(
                statement, before, Set.copyOf(now), !Set.copyOf(old).containsAll(found.keys()), cascades);
    }

    /** To which the rows that were changed along refer again before the new ones go. */
    private static void refuseIfTheOldRowsCannotComeFirst(
            Cascades cascades, TableMeta table, List<Key> old, List<Key> now, Execution<?> execution) {
        boolean apart = table.facts().uniqueKeys().isEmpty() && Collections.disjoint(old, now);
        if (!cascades.isEmpty() && (cascades.touchTheSameTable() || !apart)) {
            throw Refusal.CASCADE.of(
                    execution.sql(),
                    "rows of " + cascades.firstTable() + ", and old and new rows cannot stand side by side");
        }
    }

    /** The undo deletes rows, to which rows of other tables may refer by what has not changed. */
    private static void requireUndoable(Tables tables, TableMeta table, Map<Column, Part> set, Execution<?> execution) {
        tables.requireUndoableItself(execution.sql(), table, RowChange.UPDATE);
        tables.requireUndoableItself(execution.sql(), table, RowChange.DELETE);
        table.facts().referencedBy().stream()
                .filter(reference ->
                        set.keySet().stream().map(Column::name).noneMatch(reference.referenced()::contains))
                .findFirst()
                .ifPresent(reference -> {
                    throw Refusal.KEY_CHANGE.of(
                            execution.sql(),
                            reference.referencing() + " refers to " + String.join(", ", reference.referenced()));
                });
    }

    @Override
    public <T> Ran<T> run(Execution<T> execution) throws SQLException {
        return statement.run(execution, cascades.guarded(statement.condition(before.keys())), true);
    }

    @Override
    public List<UndoItem> after(Ran<?> ran) throws SQLException, RowsDiffer {
        Image after = ran.rows().isPresent() ? ran.rows().get() : found(now);
        Set<Key> left = new HashSet<>(before.keys());
        left.removeAll(after.keys());
        boolean gone = left.isEmpty() || after.keys().containsAll(found(left).keys());
        int imaged = before.rows().size();
        if (taken || ran.count() != imaged || after.rows().size() != imaged || !gone) {
            throw statement.differ(before, ran);
        }
        if (cascades.isEmpty()) {
            return List.of(UndoItem.delete(before), UndoItem.insert(after));
        }
        List<UndoItem> items = new ArrayList<>(List.of(UndoItem.insert(after)));
        items.addAll(cascades.after());
        items.add(UndoItem.delete(before));
        return items;
    }

    private Image found(Set<Key> keys) throws SQLException {
        return statement
                .query()
                .byKeys(
                        statement.own(),
                        List.copyOf(keys),
                        statement.database().dialect().again());
    }
}
