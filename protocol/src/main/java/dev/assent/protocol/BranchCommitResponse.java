package dev.assent.protocol;

import dev.assent.model.BranchStatus;
import org.jspecify.annotations.Nullable;

/**
 * How committing the branch went.
 *
 * <pre>result, exceptionCode i8, xid S16, branchId i64, branchStatus i8</pre>
 */
public record BranchCommitResponse(
        Result result, int exceptionCode, @Nullable String xid, long branchId, BranchStatus branchStatus)
        implements BranchEndResponse {
    static final Codec<BranchCommitResponse> CODEC = new BranchEndResponseCodec<>(BranchCommitResponse::new);

    @Override
    public MessageType type() {
        return MessageType.BRANCH_COMMIT_RESPONSE;
    }
}
