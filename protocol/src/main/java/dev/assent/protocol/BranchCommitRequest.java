package dev.assent.protocol;

import dev.assent.model.BranchType;
import org.jspecify.annotations.Nullable;

/**
 * Orders the commit of a branch.
 *
 * <pre>xid S16, branchId i64, branchType i8, resourceId S16, applicationData S32</pre>
 */
public record BranchCommitRequest(
        @Nullable String xid,
        long branchId,
        BranchType branchType,
        @Nullable String resourceId,
        @Nullable String applicationData)
        implements BranchEndRequest {
    static final Codec<BranchCommitRequest> CODEC = new BranchEndRequestCodec<>(BranchCommitRequest::new);

    @Override
    public MessageType type() {
        return MessageType.BRANCH_COMMIT_REQUEST;
    }
}
