package dev.assent.datasource.branch;

import dev.assent.datasource.image.Image;
import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.undo.UndoItem;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A statement that changes rows, between its images. */
interface Change {
    /**
     * Takes the before image.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if the statement could not be undone; nothing has changed
     */
    static Change of(
            Database database,
            OwnStatements own,
            LocalTransaction local,
            Tables tables,
            Plan plan,
            Execution<?> execution)
            throws SQLException {
        if (plan instanceof Plan.Insert insert) {
            if (insert.rows().isPresent()) {
                return InsertChange.of(
                        database, own, tables, insert, insert.rows().get(), execution);
            }
            return insert(database, own, local, tables, insert, execution);
        }
        if (plan instanceof Plan.Update update) {
            return UpdateChange.of(database, own, local, tables, update, execution);
        }
        if (plan instanceof Plan.Several several) {
            return SeveralChanges.of(database, own, local, tables, several, execution);
        }
        return DeleteChange.of(database, own, local, tables, (Plan.Delete) plan, execution);
    }

    private static Change insert(
            Database database,
            OwnStatements own,
            LocalTransaction local,
            Tables tables,
            Plan.Insert insert,
            Execution<?> execution)
            throws SQLException {
        return switch (insert.whenThere()) {
            case CHANGE, CHANGE_DUPLICATE -> UpsertChange.of(database, own, local, tables, insert, execution);
            case MERGE ->
                database.dialect().newRowsAreReturned()
                        ? UpsertChange.of(database, own, local, tables, insert, execution)
                        : ReplayedChange.of(database, own, local, tables, insert, execution);
            case REPLACE -> ReplaceChange.of(database, own, local, tables, insert, execution);
            case FAIL, SKIP ->
                database.dialect().newRowsAreReturned() || insert.returnsRows()
                        ? ReturnedInsert.of(database, own, local, tables, insert, execution)
                        : KeyedInsert.of(database, own, local, tables, insert, execution);
        };
    }

    /** Changes the rows. */
    <T> Ran<T> run(Execution<T> execution) throws SQLException;

    /**
     * Takes the after image.
     *
     * @return nothing if no row has changed; to be undone from the last to the first
     * @throws RowsDiffer if these are not the rows of the images
     */
    List<UndoItem> after(Ran<?> ran) throws SQLException, RowsDiffer;

    /**
     * @param count how many rows the driver says have changed
     * @param rows as they are now, if the statement has returned them
     */
    record Ran<T>(T result, long count, Optional<Image> rows) {}
}
