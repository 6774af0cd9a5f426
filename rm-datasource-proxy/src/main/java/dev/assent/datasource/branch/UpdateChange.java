package dev.assent.datasource.branch;

import dev.assent.datasource.errors.Refusal;
import dev.assent.datasource.image.Image;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.table.Column;
import dev.assent.datasource.table.RowChange;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An UPDATE: the rows its condition finds are locked and read before it, and read again by their keys after it. */
record UpdateChange(Database database, Connection driver, ImageQuery query, Image before) implements Change {
    static Change of(Database database, Connection driver, Tables tables, Plan.Update plan, Execution<?> execution)
            throws SQLException {
        TableMeta table = tables.of(plan.target().name());
        List<Column> set = plan.columns().stream()
                .map(spelt -> Names.column(database.dialect(), table, spelt))
                .toList();
        set.stream().filter(table::isKey).findFirst().ifPresent(key -> {
            throw Refusal.KEY_CHANGE.of(execution.sql(), key.name());
        });
        tables.requireUndoable(execution.sql(), table, RowChange.UPDATE, set);
        ImageQuery query = new ImageQuery(database.dialect(), table, table.touchedBy(set), table.uniqueKeysOf(set));
        Image before = Images.before(query, driver, plan.target(), plan.tail(), execution.parameters());
        return new UpdateChange(database, driver, query, before);
    }

    @Override
    public KeyRequest keys() {
        return new KeyRequest.None();
    }

    @Override
    public Optional<UndoItem> after(long count) throws SQLException, RowsDiffer {
        Image after = query.byKeys(driver, before.keys(), false);
        int imaged = before.rows().size();
        boolean same = after.rows().size() == imaged && (count == imaged || count == reallyChanged(after));
        if (!same) {
            throw new RowsDiffer(before.table(), imaged, count);
        }
        return before.isEmpty() ? Optional.empty() : Optional.of(UndoItem.update(before, after));
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
}
