package dev.assent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Whether the coordinator accepts the resource manager.
 *
 * <pre>identified i8, version S16</pre>
 */
public record RegisterRMResponse(
        boolean identified, @Nullable String version) implements RegisterResponse {
    static final Codec<RegisterRMResponse> CODEC = new RegisterResponseCodec<>(RegisterRMResponse::new);

    @Override
    public MessageType type() {
        return MessageType.REGISTER_RM_RESPONSE;
    }
}
