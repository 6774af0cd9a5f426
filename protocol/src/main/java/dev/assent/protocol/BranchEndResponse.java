package dev.assent.protocol;

import dev.assent.model.BranchStatus;
import org.jspecify.annotations.Nullable;

/**
 * The status of the branch after phase two. The status alone counts: a failure that can be retried is a success with
 * such a status.
 */
public sealed interface BranchEndResponse extends Response permits BranchCommitResponse, BranchRollbackResponse {
    @Nullable
    String xid();

    long branchId();

    BranchStatus branchStatus();
}
