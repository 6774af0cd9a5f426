package dev.assent.protocol;

import dev.assent.model.BranchType;
import org.jspecify.annotations.Nullable;

/**
 * A resource manager asks to join a global transaction before it commits locally.
 *
 * <pre>xid S16, branchType i8, resourceId S16, lockKey S32, applicationData S32</pre>
 */
public record BranchRegisterRequest(
        @Nullable String xid,
        BranchType branchType,
        @Nullable String resourceId,
        @Nullable String lockKey,
        @Nullable String applicationData)
        implements LockingRequest {
    static final Codec<BranchRegisterRequest> CODEC = new LockingRequestCodec<>(BranchRegisterRequest::new);

    @Override
    public MessageType type() {
        return MessageType.BRANCH_REGISTER_REQUEST;
    }
}
