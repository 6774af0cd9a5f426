package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.model.AssentException;

/**
 * A statement has changed other rows than were imaged: mostly because a row came to match between the two, and then
 * running it again helps; or because of a trigger or a rule, and then it does not. Checked, since every caller must
 * get rid of the change.
 */
public final class RowsDiffer extends Exception {
    private final AssentException error;

    /** @param moved the condition reads other rows as well, so others may have made the difference */
    RowsDiffer(String table, long imaged, long changed, boolean moved) {
        this(
                moved
                        ? DataSourceErrors.rowsMoved(table, imaged, changed)
                        : DataSourceErrors.rowsDiffer(table, imaged, changed));
    }

    RowsDiffer(AssentException error) {
        super(error.getMessage(), null, false, false);
        this.error = error;
    }

    AssentException error() {
        return error;
    }
}
