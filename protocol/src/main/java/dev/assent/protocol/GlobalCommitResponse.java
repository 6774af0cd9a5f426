package dev.assent.protocol;

import dev.assent.model.GlobalStatus;

/**
 * The status of a transaction whose commit was requested.
 *
 * <pre>result, exceptionCode i8, globalStatus i8</pre>
 */
public record GlobalCommitResponse(Result result, int exceptionCode, GlobalStatus globalStatus)
        implements GlobalEndResponse {
    static final Codec<GlobalCommitResponse> CODEC = new GlobalEndResponseCodec<>(GlobalCommitResponse::new);

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_COMMIT_RESPONSE;
    }
}
