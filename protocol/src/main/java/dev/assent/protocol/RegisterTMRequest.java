package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The registration of a transaction manager.
 *
 * <pre>version S16, applicationId S16, transactionServiceGroup S16, extraData S16</pre>
 */
public record RegisterTMRequest(
        @Nullable String version,
        @Nullable String applicationId,
        @Nullable String transactionServiceGroup,
        @Nullable String extraData)
        implements RegisterRequest {
    static final Codec<RegisterTMRequest> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, RegisterTMRequest m) {
            Wire.writeText(out, m.version);
            Wire.writeText(out, m.applicationId);
            Wire.writeText(out, m.transactionServiceGroup);
            Wire.writeText(out, m.extraData);
        }

        @Override
        public RegisterTMRequest read(ByteBuf in) {
            return new RegisterTMRequest(Wire.readText(in), Wire.readText(in), Wire.readText(in), Wire.readText(in));
        }
    };

    @Override
    public MessageType type() {
        return MessageType.REGISTER_TM_REQUEST;
    }
}
