package dev.assent.protocol;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * The registration of a resource manager, or of further resources.
 *
 * <pre>version S16, applicationId S16, transactionServiceGroup S16, extraData S16, resourceIds S32</pre>
 *
 * @param resourceIds joined by commas, which a resource id never contains
 */
public record RegisterRMRequest(
        @Nullable String version,
        @Nullable String applicationId,
        @Nullable String transactionServiceGroup,
        @Nullable String extraData,
        @Nullable String resourceIds)
        implements RegisterRequest {
    static final Codec<RegisterRMRequest> CODEC = new Codec<>() {
        @Override
        public void write(ByteBuf out, RegisterRMRequest m) {
            Wire.writeText(out, m.version);
            Wire.writeText(out, m.applicationId);
            Wire.writeText(out, m.transactionServiceGroup);
            Wire.writeText(out, m.extraData);
            Wire.writeLongText(out, m.resourceIds);
        }

        @Override
        public RegisterRMRequest read(ByteBuf in) {
            return new RegisterRMRequest(
                    Wire.readText(in), Wire.readText(in), Wire.readText(in), Wire.readText(in), Wire.readLongText(in));
        }
    };

    @Override
    public MessageType type() {
        return MessageType.REGISTER_RM_REQUEST;
    }
}
