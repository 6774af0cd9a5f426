package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Requests a new global transaction.
 *
 * <pre>timeoutMillis i32, transactionName S16</pre>
 *
 * @param timeoutMillis 0 and below have passed already
 */
public record GlobalBeginRequest(
        int timeoutMillis, @Nullable String transactionName) implements Message {
    static final Codec<GlobalBeginRequest> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, GlobalBeginRequest m) {
            out.writeInt(m.timeoutMillis);
            Wire.writeText(out, m.transactionName);
        }

        @Override
        public GlobalBeginRequest read(ByteBuf in) {
            return new GlobalBeginRequest(Wire.readInt(in), Wire.readText(in));
        }
    };

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_BEGIN_REQUEST;
    }
}
