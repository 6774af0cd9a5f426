package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The xid of the new transaction.
 *
 * <pre>result, exceptionCode i8, xid S16, extraData S16</pre>
 */
public record GlobalBeginResponse(
        Result result,
        int exceptionCode,
        @Nullable String xid,
        @Nullable String extraData) implements Response {
    static final Codec<GlobalBeginResponse> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, GlobalBeginResponse m) {
            m.result.write(out);
            out.writeByte(m.exceptionCode);
            Wire.writeText(out, m.xid);
            Wire.writeText(out, m.extraData);
        }

        @Override
        public GlobalBeginResponse read(ByteBuf in) {
            return new GlobalBeginResponse(Result.read(in), Wire.readByte(in), Wire.readText(in), Wire.readText(in));
        }
    };

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_BEGIN_RESPONSE;
    }
}
