package dev.assent.datasource.branch;

import dev.assent.client.Branches;
import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.mark.DatabaseIdentity;
import dev.assent.datasource.plan.Plans;
import dev.assent.datasource.table.Cascades;
import dev.assent.datasource.table.TableMetas;
import dev.assent.datasource.undo.UndoLog;

/** What all connections of one data source share. Safe for many threads. */
public record Database(
        String resourceId,
        Dialect dialect,
        TableMetas tables,
        Cascades cascades,
        Plans plans,
        UndoLog undoLog,
        DatabaseIdentity identity,
        Branches branches,
        LockRetry lockRetry) {}
