package dev.assent.protocol;

import org.jspecify.annotations.Nullable;

/** Whether the coordinator accepts the client. There is no room for a reason. */
public sealed interface RegisterResponse extends Message permits RegisterTMResponse, RegisterRMResponse {
    boolean identified();

    /** The coordinator's version. */
    @Nullable
    String version();
}
