package dev.assent.protocol;

import org.jspecify.annotations.Nullable;

/** A transaction manager names one global transaction: commit it, roll it back, or say where it stands. */
public sealed interface GlobalEndRequest extends Message
        permits GlobalCommitRequest, GlobalRollbackRequest, GlobalStatusRequest {
    @Nullable
    String xid();

    @Nullable
    String extraData();
}
