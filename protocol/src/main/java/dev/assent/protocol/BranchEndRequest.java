package dev.assent.protocol;

import dev.assent.model.BranchType;
import org.jspecify.annotations.Nullable;

/** The coordinator orders a resource manager to commit or roll back one branch. */
public sealed interface BranchEndRequest extends Message permits BranchCommitRequest, BranchRollbackRequest {
    @Nullable
    String xid();

    /** -1 in phase two of a saga, where the request is about the whole transaction. */
    long branchId();

    BranchType branchType();

    @Nullable
    String resourceId();

    @Nullable
    String applicationData();
}
