package dev.assent.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Whether the coordinator accepts the transaction manager.
 *
 * <pre>identified i8, version S16</pre>
 */
public record RegisterTMResponse(
        boolean identified, @Nullable String version) implements RegisterResponse {
    static final Codec<RegisterTMResponse> CODEC = new RegisterResponseCodec<>(RegisterTMResponse::new);

    @Override
    public MessageType type() {
        return MessageType.REGISTER_TM_RESPONSE;
    }
}
