package dev.assent.protocol;

import dev.assent.model.BranchType;
import org.jspecify.annotations.Nullable;

/** A resource manager names rows, to lock them for a branch or to ask whether it could. */
public sealed interface LockingRequest extends Message permits BranchRegisterRequest, GlobalLockQueryRequest {
    /** Null in a lock query outside of any global transaction. */
    @Nullable
    String xid();

    BranchType branchType();

    @Nullable
    String resourceId();

    /** {@code table:pk,pk;table:pk}; null means no lock. */
    @Nullable
    String lockKey();

    @Nullable
    String applicationData();
}
