package dev.assent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Asks for the status of the transaction.
 *
 * <pre>xid S16, extraData S16</pre>
 */
public record GlobalStatusRequest(
        @Nullable String xid, @Nullable String extraData) implements GlobalEndRequest {
    static final Codec<GlobalStatusRequest> CODEC = new GlobalEndRequestCodec<>(GlobalStatusRequest::new);

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_STATUS_REQUEST;
    }
}
