package dev.assent.protocol;

import dev.assent.model.GlobalStatus;

/**
 * Where a transaction stands that was to be committed.
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
