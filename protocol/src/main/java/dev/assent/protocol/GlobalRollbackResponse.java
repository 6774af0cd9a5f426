package dev.assent.protocol;

import dev.assent.model.GlobalStatus;

/**
 * The status of a transaction whose rollback was requested.
 *
 * <pre>result, exceptionCode i8, globalStatus i8</pre>
 */
public record GlobalRollbackResponse(Result result, int exceptionCode, GlobalStatus globalStatus)
        implements GlobalEndResponse {
    static final Codec<GlobalRollbackResponse> CODEC = new GlobalEndResponseCodec<>(GlobalRollbackResponse::new);

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_ROLLBACK_RESPONSE;
    }
}
