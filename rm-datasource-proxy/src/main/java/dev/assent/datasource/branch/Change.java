package dev.assent.datasource.branch;

import dev.assent.datasource.plan.Plan;
import dev.assent.datasource.undo.UndoItem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A statement that changes rows, between its images. */
interface Change {
    /**
     * Takes the before image.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if the statement could not be undone; nothing has changed
     */
    static Change of(Database database, Connection driver, Tables tables, Plan plan, Execution<?> execution)
            throws SQLException {
        if (plan instanceof Plan.Insert insert) {
            return InsertChange.of(database, driver, tables, insert, execution);
        }
        if (plan instanceof Plan.Update update) {
            return UpdateChange.of(database, driver, tables, update, execution);
        }
        return DeleteChange.of(database, driver, tables, (Plan.Delete) plan, execution);
    }

    /** The generated keys to ask the driver for. */
    KeyRequest keys();

    /**
     * Takes the after image.
     *
     * @param count how many rows the driver says have changed
     * @return nothing if no row has
     * @throws RowsDiffer if these are not the rows of the images
     */
    Optional<UndoItem> after(long count) throws SQLException, RowsDiffer;
}
