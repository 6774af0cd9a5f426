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
record DeleteChange(KeyedStatement statement, Image before) implements OfOneTable {
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
            tables.requireUndoable(execution.sql(), table, RowChange.DELETE, List.of());
            return KeyedStatement.wholeRows(database, table);
        });
        KeyedStatement statement = new KeyedStatement(database, own.connection(), local, plan, query);
        return new DeleteChange(statement, statement.before(execution.parameters(), true));
    }

    @Override
    public <T> Ran<T> run(Execution<T> execution) throws SQLException {
        return statement.run(execution, before.keys(), false);
    }

    /** No other row can have gone, so as many rows are these rows. */
    @Override
    public List<UndoItem> after(Ran<?> ran) throws RowsDiffer {
        int imaged = before.rows().size();
        if (ran.count() != imaged) {
            throw statement.differ(before, ran);
        }
        return before.isEmpty() ? List.of() : List.of(UndoItem.delete(before));
    }
}
