package dev.assent.datasource;

import dev.assent.client.Branches;
import dev.assent.datasource.plan.Plans;
import dev.assent.datasource.table.Dialect;
import dev.assent.datasource.table.TableMetas;
import dev.assent.datasource.undo.UndoLog;

/** What all connections of one data source share. Safe for many threads. */
record Database(
        String resourceId,
        Dialect dialect,
        TableMetas tables,
        Cascades cascades,
        Plans plans,
        UndoLog undoLog,
        DatabaseIdentity identity,
        Branches branches,
        AtOptions options,
        Pause pause) {
    LockRetryBudget tries() {
        return new LockRetryBudget(options, pause);
    }
}
