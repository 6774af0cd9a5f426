package dev.assent.datasource.branch;

import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** An INSERT that returns the rows it has stored, whatever its text says of them. */
record ReturnedInsert(ReturnedRows statement, ImageQuery query) implements Change {
    static Change of(
            Database database,
            OwnStatements own,
            LocalTransaction local,
            Tables tables,
            Plan.Insert plan,
            Execution<?> execution)
            throws SQLException {
        TableMeta table = tables.of(plan.target().name());
        ImageQuery query = InsertChange.newRows(database, tables, table, plan, execution.sql());
        return new ReturnedInsert(new ReturnedRows(database, own.connection(), local, plan, table), query);
    }

    @Override
    public <T> Ran<T> run(Execution<T> execution) throws SQLException {
        Plan.Insert plan = statement.plan();
        ResultSet rows = statement.run(
                execution, plan.head().sql(), query.read(plan.target().qualifier()));
        try {
            int columns = rows.getMetaData().getColumnCount() - query.width();
            Image stored = query.read(rows, columns);
            int count = stored.rows().size();
            return new Ran<>(statement.hand(execution, rows, columns, count), count, Optional.of(stored));
        } catch (SQLException | RuntimeException e) {
            VisibleColumns.close(rows);
            statement.local().doom(e);
            throw e;
        }
    }

    @Override
    public List<UndoItem> after(Ran<?> ran) {
        return ran.rows().filter(rows -> !rows.isEmpty()).map(UndoItem::insert).stream()
                .toList();
    }
}
