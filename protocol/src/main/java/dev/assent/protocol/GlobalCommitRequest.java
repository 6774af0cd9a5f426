package dev.assent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Requests the commit of a transaction.
 *
 * <pre>xid S16, extraData S16</pre>
 */
public record GlobalCommitRequest(
        @Nullable String xid, @Nullable String extraData) implements GlobalEndRequest {
    static final Codec<GlobalCommitRequest> CODEC = new GlobalEndRequestCodec<>(GlobalCommitRequest::new);

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_COMMIT_REQUEST;
    }
}
