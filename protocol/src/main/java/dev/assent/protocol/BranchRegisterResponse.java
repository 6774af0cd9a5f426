package dev.assent.protocol;

import io.netty.buffer.ByteBuf;

/**
 * The branch's number; its rows are locked.
 *
 * <pre>result, exceptionCode i8, branchId i64</pre>
 */
public record BranchRegisterResponse(Result result, int exceptionCode, long branchId) implements Response {
    static final Codec<BranchRegisterResponse> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, BranchRegisterResponse m) {
            m.result.write(out);
            out.writeByte(m.exceptionCode);
            out.writeLong(m.branchId);
        }

        @Override
        public BranchRegisterResponse read(ByteBuf in) {
            return new BranchRegisterResponse(Result.read(in), Wire.readByte(in), Wire.readLong(in));
        }
    };

    @Override
    public MessageType type() {
        return MessageType.BRANCH_REGISTER_RESPONSE;
    }
}
