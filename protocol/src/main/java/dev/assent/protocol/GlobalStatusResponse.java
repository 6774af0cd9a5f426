package dev.assent.protocol;

import dev.assent.model.GlobalStatus;

/**
 * The status of a transaction.
 *
 * <pre>result, exceptionCode i8, globalStatus i8</pre>
 */
public record GlobalStatusResponse(Result result, int exceptionCode, GlobalStatus globalStatus)
        implements GlobalEndResponse {
    static final Codec<GlobalStatusResponse> CODEC = new GlobalEndResponseCodec<>(GlobalStatusResponse::new);

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_STATUS_RESPONSE;
    }
}
