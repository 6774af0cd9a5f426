package dev.assent.protocol;

import dev.assent.model.GlobalStatus;

/** Where the global transaction stands. Seata's transaction managers look at the status alone. */
public sealed interface GlobalEndResponse extends Response
        permits GlobalCommitResponse, GlobalRollbackResponse, GlobalStatusResponse, GlobalReportResponse {
    GlobalStatus globalStatus();
}
