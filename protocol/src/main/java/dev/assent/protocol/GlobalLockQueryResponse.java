package dev.assent.protocol;

import io.netty.buffer.ByteBuf;

/**
 * Whether no other transaction holds any of the rows. The answer for a held row is a success with lockable 0.
 *
 * <pre>result, exceptionCode i8, lockable i16</pre>
 */
public record GlobalLockQueryResponse(Result result, int exceptionCode, boolean lockable) implements Response {
    static final Codec<GlobalLockQueryResponse> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, GlobalLockQueryResponse m) {
            m.result.write(out);
            out.writeByte(m.exceptionCode);
            out.writeShort(m.lockable ? 1 : 0);
        }

        @Override
        public GlobalLockQueryResponse read(ByteBuf in) {
            return new GlobalLockQueryResponse(Result.read(in), Wire.readByte(in), Wire.readWideFlag(in));
        }
    };

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_LOCK_QUERY_RESPONSE;
    }
}
