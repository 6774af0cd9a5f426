package dev.assent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A request of a transaction manager about one global transaction: to commit it, to roll it back, or for its status.
 */
public sealed interface GlobalEndRequest extends Message
        permits GlobalCommitRequest, GlobalRollbackRequest, GlobalStatusRequest {
    @Nullable
    String xid();

    @Nullable
    String extraData();
}
