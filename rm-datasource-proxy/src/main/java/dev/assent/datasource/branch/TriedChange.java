package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.image.ImageQuery;
import dev.assent.datasource.table.TableMeta;
import dev.assent.datasource.undo.UndoItem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change that runs, is looked at and taken back, until what it does is known. If it cannot be done, what is left of it is
 * taken back as well; where that fails, the local transaction can only be rolled back.
 */
abstract class TriedChange implements Change {
    final Database database;
    final Connection own;
    final LocalTransaction local;
    final Tables tables;
    final TableMeta table;
    final ImageQuery query;
    private List<UndoItem> items = List.of();
    private @Nullable PointBefore before;
    private boolean mayHaveChanged;

    TriedChange(Database database, Connection own, LocalTransaction local, Tables tables, TableMeta table) {
        this.database = database;
        this.own = own;
        this.local = local;
        this.tables = tables;
        this.table = table;
        this.query = KeyedStatement.wholeRows(database, table);
    }

    /** Leaves the rows as the statement changes them, and {@link #done} what it has done. */
    abstract <T> T tried(Execution<T> execution) throws SQLException;

    @Override
    public final <T> Ran<T> run(Execution<T> execution) throws SQLException {
        before = PointBefore.of(own);
        if (!before.isThere()) {
            throw DataSourceErrors.noSavepoints(table.name());
        }
        try {
            T result = tried(execution);
            before.release();
            return new Ran<>(result, 0, Optional.empty());
        } catch (SQLException | RuntimeException e) {
            giveUp(e);
            throw e;
        }
    }

    @Override
    public final List<UndoItem> after(Ran<?> ran) {
        return items;
    }

    final void done(List<UndoItem> what) {
        items = what;
    }

    /** From here on rows may have changed, until they are taken back. */
    final void changes() {
        mayHaveChanged = true;
    }

    final void takeBack() throws SQLException {
        Objects.requireNonNull(before).goBack();
        local.tables().wentBack();
        mayHaveChanged = false;
    }

    /** A statement that has failed by itself leaves the local transaction as it does without us. */
    private void giveUp(Exception reason) {
        boolean changed = mayHaveChanged;
        try {
            if (changed) {
                takeBack();
            } else {
                Objects.requireNonNull(before).release();
            }
        } catch (SQLException e) {
            reason.addSuppressed(e);
            if (changed) {
                local.doom(reason);
            }
        }
    }
}
