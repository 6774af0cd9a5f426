package dev.assent.protocol;

import io.netty.buffer.ByteBuf;

/**
 * The report is noted.
 *
 * <pre>result, exceptionCode i8</pre>
 */
public record BranchReportResponse(Result result, int exceptionCode) implements Response {
    static final Codec<BranchReportResponse> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, BranchReportResponse m) {
            m.result.write(out);
            out.writeByte(m.exceptionCode);
        }

        @Override
        public BranchReportResponse read(ByteBuf in) {
            return new BranchReportResponse(Result.read(in), Wire.readByte(in));
        }
    };

    @Override
    public MessageType type() {
        return MessageType.BRANCH_REPORT_RESPONSE;
    }
}
