package dev.assent.protocol;

import dev.assent.model.BranchStatus;
import org.jspecify.annotations.Nullable;

/** What became of the branch. A retryable refusal is a success whose status says so; the status alone counts. */
public sealed interface BranchEndResponse extends Response permits BranchCommitResponse, BranchRollbackResponse {
    @Nullable
    String xid();

    long branchId();

    BranchStatus branchStatus();
}
