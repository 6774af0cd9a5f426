package dev.assent.datasource.branch;

import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A DELETE: the rows its condition finds are locked and read whole before it. */
record DeleteChange(Image before) implements Change {
    static Change of(Database database, Connection driver, Tables tables, Plan.Delete plan, Execution<?> execution)
            throws SQLException {
        TableMeta table = tables.of(plan.target().name());
        tables.requireUndoable(execution.sql(), table, RowChange.DELETE, List.of());
        ImageQuery query = new ImageQuery(
                database.dialect(), table, table.stored(), table.facts().uniqueKeys());
        return new DeleteChange(Images.before(query, driver, plan.target(), plan.tail(), execution.parameters()));
    }

    @Override
    public KeyRequest keys() {
        return new KeyRequest.None();
    }

    @Override
    public Optional<UndoItem> after(long count) throws RowsDiffer {
        int imaged = before.rows().size();
        if (count != imaged) {
            throw new RowsDiffer(before.table(), imaged, count);
        }
        return before.isEmpty() ? Optional.empty() : Optional.of(UndoItem.delete(before));
    }
}
