package dev.assent.server.session;

import dev.assent.protocol.RegisterRMRequest;
import dev.assent.protocol.RegisterRequest;
import dev.assent.server.errors.RequestErrors;
import dev.assent.server.limit.ClientLimits;
import io.netty.buffer.ByteBufUtil;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How much one client may register, known before its resources are taken apart. */
public final class RegistrationLimits {
    /** The limit on the application's id, the group's name and the version. */
    public static final int NAME_BYTES = 1_024;

    private final ClientLimits limits;

    public RegistrationLimits(ClientLimits limits) {
        this.limits = limits;
    }

    /** The sentence for the log if the client may not register so. */
    public Optional<String> refusal(RegisterRequest request, Session from) {
        int name = Math.max(
                bytes(request.version()),
                Math.max(bytes(request.applicationId()), bytes(request.transactionServiceGroup())));
        if (name > NAME_BYTES) {
            return Optional.of(RequestErrors.nameTooLong(from, NAME_BYTES, name));
        }
        return request instanceof RegisterRMRequest rm && rm.resourceIds() != null
                ? refusal(rm.resourceIds(), from)
                : Optional.empty();
    }

    private Optional<String> refusal(String resourceIds, Session from) {
        int resources = from.resources().size();
        int start = 0;
        while (start <= resourceIds.length()) {
            int comma = resourceIds.indexOf(',', start);
            int end = comma < 0 ? resourceIds.length() : comma;
            if (ByteBufUtil.utf8Bytes(resourceIds, start, end) > limits.resourceIdBytes()) {
                return Optional.of(RequestErrors.resourceIdTooLong(from, limits.resourceIdBytes(), end - start));
            }
            if (end > start && !from.resources().contains(resourceIds.substring(start, end))) {
                resources++;
            }
            if (resources > limits.resources()) {
                return Optional.of(RequestErrors.tooManyResources(from, limits.resources()));
            }
            start = end + 1;
        }
        return Optional.empty();
    }

    private static int bytes(@Nullable String text) {
        return text == null ? 0 : ByteBufUtil.utf8Bytes(text);
    }
}
