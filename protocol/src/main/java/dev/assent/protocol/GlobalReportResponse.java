package dev.assent.protocol;

import dev.assent.model.GlobalStatus;

/**
 * The status of a saga after its engine's report.
 *
 * <pre>result, exceptionCode i8, globalStatus i8</pre>
 */
public record GlobalReportResponse(Result result, int exceptionCode, GlobalStatus globalStatus)
        implements GlobalEndResponse {
    static final Codec<GlobalReportResponse> CODEC = new GlobalEndResponseCodec<>(GlobalReportResponse::new);

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_REPORT_RESPONSE;
    }
}
