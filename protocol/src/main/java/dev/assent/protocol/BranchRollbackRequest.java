package dev.assent.protocol;

import dev.assent.model.BranchType;
import org.jspecify.annotations.Nullable;

/**
 * Orders the rollback of a branch.
 *
 * <pre>xid S16, branchId i64, branchType i8, resourceId S16, applicationData S32</pre>
 */
public record BranchRollbackRequest(
        @Nullable String xid,
        long branchId,
        BranchType branchType,
        @Nullable String resourceId,
        @Nullable String applicationData)
        implements BranchEndRequest {
    static final Codec<BranchRollbackRequest> CODEC = new BranchEndRequestCodec<>(BranchRollbackRequest::new);

    @Override
    public MessageType type() {
        return MessageType.BRANCH_ROLLBACK_REQUEST;
    }
}
