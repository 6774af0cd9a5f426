package dev.assent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Requests the rollback of a transaction.
 *
 * <pre>xid S16, extraData S16</pre>
 */
public record GlobalRollbackRequest(
        @Nullable String xid, @Nullable String extraData) implements GlobalEndRequest {
    static final Codec<GlobalRollbackRequest> CODEC = new GlobalEndRequestCodec<>(GlobalRollbackRequest::new);

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_ROLLBACK_REQUEST;
    }
}
