package dev.assent.datasource.branch;

import dev.assent.client.Branches;
import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.mark.DatabaseIdentity;
import dev.assent.datasource.table.Session;
import dev.assent.datasource.table.TableMetas;
import dev.assent.datasource.undo.UndoLog;
import java.util.Set;

/**
 * What all connections of one data source share. Safe for many threads.
 *
 * @param session what names and texts mean on every connection
 * @param harmless functions and triggers ({@code table.trigger}) that change no data, in lower case
 */
public record Database(
        String resourceId,
        Dialect dialect,
        TableMetas tables,
        Session session,
        Set<String> harmless,
        CurrentPlans plans,
        Shapes shapes,
        UndoLog undoLog,
        DatabaseIdentity identity,
        Branches branches,
        LockRetry lockRetry) {}
