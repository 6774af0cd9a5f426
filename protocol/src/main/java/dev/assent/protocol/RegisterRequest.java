package dev.assent.protocol;

import org.jspecify.annotations.Nullable;

/** The registration of a client, the first request on a connection. */
public sealed interface RegisterRequest extends Message permits RegisterTMRequest, RegisterRMRequest {
    /** The client's version; it decides how the coordinator answers, see {@link Version}. */
    @Nullable
    String version();

    @Nullable
    String applicationId();

    @Nullable
    String transactionServiceGroup();

    @Nullable
    String extraData();
}
