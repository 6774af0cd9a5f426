package dev.assent.protocol;

import dev.assent.model.GlobalStatus;

/** The status of the global transaction. Seata's transaction managers look at the status alone. */
public sealed interface GlobalEndResponse extends Response
        permits GlobalCommitResponse, GlobalRollbackResponse, GlobalStatusResponse, GlobalReportResponse {
    GlobalStatus globalStatus();
}
