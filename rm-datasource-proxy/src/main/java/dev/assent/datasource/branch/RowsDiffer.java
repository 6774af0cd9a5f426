package dev.assent.datasource.branch;

import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.model.AssentException;

/**
 * A statement has changed other rows than were imaged: mostly because a row came to match between the two, and then
 * running it again helps; or because of a trigger or a rule, and then it does not. Checked, since every caller must
 * get rid of the change.
 */
public final class RowsDiffer extends Exception {
    private final String table;
    private final long imaged;
    private final long changed;

    RowsDiffer(String table, long imaged, long changed) {
        super(table, null, false, false);
        this.table = table;
        this.imaged = imaged;
        this.changed = changed;
    }

    AssentException error() {
        return DataSourceErrors.rowsDiffer(table, imaged, changed);
    }
}
