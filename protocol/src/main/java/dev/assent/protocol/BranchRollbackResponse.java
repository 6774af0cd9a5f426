package dev.assent.protocol;

import dev.assent.model.BranchStatus;
import org.jspecify.annotations.Nullable;

/**
 * How undoing the branch went.
 *
 * <pre>result, exceptionCode i8, xid S16, branchId i64, branchStatus i8</pre>
 */
public record BranchRollbackResponse(
        Result result, int exceptionCode, @Nullable String xid, long branchId, BranchStatus branchStatus)
        implements BranchEndResponse {
    static final Codec<BranchRollbackResponse> CODEC = new BranchEndResponseCodec<>(BranchRollbackResponse::new);

    @Override
    public MessageType type() {
        return MessageType.BRANCH_ROLLBACK_RESPONSE;
    }
}
