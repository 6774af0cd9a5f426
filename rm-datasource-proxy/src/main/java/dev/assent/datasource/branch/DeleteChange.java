package dev.assent.datasource.branch;

import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.SQLException;
import java.util.List;

/** A DELETE: the rows its condition finds are locked and read whole before it. */
record DeleteChange(KeyedStatement statement, Image before, Cascades cascades) implements OfOneTable {
    static Change of(
            Database database,
            OwnStatements own,
            LocalTransaction local,
            Tables tables,
            Plan.Delete plan,
            Execution<?> execution)
            throws SQLException {
        TableMeta table = tables.of(plan.target().name());
        ImageQuery query = tables.forChange(database.shapes().deletes(), plan, table, () -> {
            tables.requireUndoableItself(execution.sql(), table, RowChange.DELETE);
            return KeyedStatement.wholeRows(database, table);
        });
        KeyedStatement statement = new KeyedStatement(database, own.connection(), local, plan, query);
        Image before = statement.before(execution.parameters(), true);
        return new DeleteChange(
                statement,
                before,
                Cascades.of(
                        database,
                        own.connection(),
                        tables,
                        execution.sql(),
                        table,
                        RowChange.DELETE,
                        List.of(),
                        before));
    }

    @Override
    public <T> Ran<T> run(Execution<T> execution) throws SQLException {
        return statement.run(execution, cascades.guarded(statement.condition(before.keys())), false);
    }

    /** No other row can have gone, so as many rows are these rows. */
    @Override
    public List<UndoItem> after(Ran<?> ran) throws SQLException, RowsDiffer {
        if (before.isEmpty() && ran.count() == 0) {
            return List.of();
        }
        if (ran.count() != before.rows().size() && !haveGoneAlong(ran)) {
            throw statement.differ(before, ran);
        }
        List<UndoItem> items = cascades.after();
        items.add(UndoItem.delete(before));
        return items;
    }

    /** A row that refers to another one of the same statement may have gone with that one, and then it is not counted. */
    private boolean haveGoneAlong(Ran<?> ran) throws SQLException {
        return cascades.touchTheSameTable()
                && ran.count() < before.rows().size()
                && statement
                        .query()
                        .byKeys(
                                statement.own(),
                                before.keys(),
                                statement.database().dialect().again())
                        .isEmpty();
    }
}
