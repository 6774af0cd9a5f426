package dev.assent.protocol;

import org.jspecify.annotations.Nullable;

/** What a frame is to its receiver. The order is the wire code: never reorder. */
public enum FrameType {
    /** The sender waits for an answer with the same request id. */
    REQUEST,
    RESPONSE,
    /**
     * The sender does not wait for an answer to this very frame; merges and late registrations travel so and are
     * answered all the same.
     */
    ONE_WAY,
    PING,
    PONG;

    private static final FrameType[] BY_CODE = values();

    @SuppressWarnings("EnumOrdinal") // the order is the protocol
    int code() {
        return ordinal();
    }

    static @Nullable FrameType ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    boolean isHeartbeat() {
        return this == PING || this == PONG;
    }
}
