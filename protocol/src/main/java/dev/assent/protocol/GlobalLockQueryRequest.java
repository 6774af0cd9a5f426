package dev.assent.protocol;

import dev.assent.model.BranchType;
import org.jspecify.annotations.Nullable;

/**
 * A resource manager asks whether it could lock these rows.
 *
 * <pre>xid S16, branchType i8, resourceId S16, lockKey S32, applicationData S32</pre>
 */
public record GlobalLockQueryRequest(
        @Nullable String xid,
        BranchType branchType,
        @Nullable String resourceId,
        @Nullable String lockKey,
        @Nullable String applicationData)
        implements LockingRequest {
    static final Codec<GlobalLockQueryRequest> CODEC = new LockingRequestCodec<>(GlobalLockQueryRequest::new);

    @Override
    public MessageType type() {
        return MessageType.GLOBAL_LOCK_QUERY_REQUEST;
    }
}
