package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.plan.Plan.Part;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An UPDATE: the rows its condition finds are locked and read before it, and read again by their keys after it. */
record UpdateChange(KeyedStatement statement, Image before, Cascades cascades) implements OfOneTable {
    static Change of(
            Database database,
            OwnStatements own,
            LocalTransaction local,
            Tables tables,
            Plan.Update plan,
            Execution<?> execution)
            throws SQLException {
        TableMeta table = tables.of(plan.target().name());
        Shape shape = tables.forChange(
                database.shapes().updates(), plan, table, () -> shape(database, tables, table, plan, execution.sql()));
        if (shape.values.keySet().stream().anyMatch(table::isKey)) {
            ImageQuery whole = KeyedStatement.wholeRows(database, table);
            KeyedStatement statement = new KeyedStatement(database, own.connection(), local, plan, whole);
            return KeyChange.of(statement, tables, table, shape.values, execution);
        }
        KeyedStatement statement = new KeyedStatement(database, own.connection(), local, plan, shape.query);
        Image before = statement.before(execution.parameters(), shape.referred);
        return of(statement, tables, table, shape.values.keySet(), before, execution);
    }

    /** @param set the columns that are set */
    static Change of(
            KeyedStatement statement,
            Tables tables,
            TableMeta table,
            Set<Column> set,
            Image before,
            Execution<?> execution)
            throws SQLException {
        Cascades cascades = Cascades.of(
                statement.database(), statement.own(), tables, execution.sql(), table, RowChange.UPDATE, set, before);
        return new UpdateChange(statement, before, cascades);
    }

    private static Shape shape(Database database, Tables tables, TableMeta table, Plan.Update plan, String sql) {
        Map<Column, Part> values = new LinkedHashMap<>();
        for (Plan.Assignment assignment : plan.set()) {
            values.put(Names.column(database.dialect(), table, assignment.column()), assignment.value());
        }
        Set<Column> set = values.keySet();
        set.stream().filter(Column::identityAlways).findFirst().ifPresent(column -> {
            throw DataSourceErrors.identityAlways(table.name(), column.name());
        });
        tables.requireUndoableItself(sql, table, RowChange.UPDATE);
        return new Shape(
                Collections.unmodifiableMap(values),
                new ImageQuery(database.dialect(), table, table.touchedBy(set), table.uniqueKeysOf(set)),
                table.referred(set));
    }

    @Override
    public <T> Ran<T> run(Execution<T> execution) throws SQLException {
        boolean last = !cascades.touchTheSameTable(); // what is changed along comes behind what the statement returns
        return statement.run(execution, cascades.guarded(statement.condition(before.keys())), last);
    }

    /** No other row can have changed, so as many rows are these rows, unless the database has named them itself. */
    @Override
    public List<UndoItem> after(Ran<?> ran) throws SQLException, RowsDiffer {
        Image after = ran.rows().isPresent()
                ? ran.rows().get()
                : statement
                        .query()
                        .byKeys(
                                statement.own(),
                                before.keys(),
                                statement.database().dialect().again());
        int imaged = before.rows().size();
        boolean counted = ran.rows().isPresent() || ran.count() == imaged || ran.count() == reallyChanged(after);
        if (!counted || !after.hasKeysOf(before)) {
            throw statement.differ(before, ran);
        }
        if (before.isEmpty()) {
            return List.of();
        }
        List<UndoItem> items = cascades.after();
        items.add(UndoItem.update(before, after));
        return items;
    }

    /**
     * MariaDB can be configured to count only the rows that an UPDATE changed. A count of all matching rows is never
     * mistaken for it: all imaged rows match, so that count is not below theirs.
     */
    private long reallyChanged(Image after) {
        Map<?, ?> now = after.byKey();
        return before.byKey().entrySet().stream()
                .filter(row -> !row.getValue().equals(now.get(row.getKey())))
                .count();
    }

    /**
     * @param values what it sets, by column
     * @param query reads what it changes, unless it changes keys
     * @param referred whether foreign keys may refer to what it sets
     */
    record Shape(Map<Column, Part> values, ImageQuery query, boolean referred) {}
}
