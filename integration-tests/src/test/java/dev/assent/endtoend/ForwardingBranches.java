package dev.assent.endtoend;

import dev.assent.client.Branches;
import dev.assent.client.LockConflict;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import org.jspecify.annotations.Nullable;

/** Passes every call on. A test overrides the calls that it wants to see. */
public class ForwardingBranches implements Branches {
    private final Branches client;

    public ForwardingBranches(Branches client) {
        this.client = client;
    }

    @Override
    public BranchId register(
            Xid xid,
            BranchType type,
            String resourceId,
            @Nullable DatabaseMark mark,
            @Nullable String lockKey,
            @Nullable String data)
            throws LockConflict {
        return client.register(xid, type, resourceId, mark, lockKey, data);
    }

    @Override
    public void branchLost(Xid xid) {
        client.branchLost(xid);
    }

    @Override
    public void report(
            Xid xid, BranchId branch, BranchType type, String resourceId, BranchStatus status, @Nullable String data) {
        client.report(xid, branch, type, resourceId, status, data);
    }

    @Override
    public boolean lockable(
            @Nullable Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey) {
        return client.lockable(xid, type, resourceId, mark, lockKey);
    }

    @Override
    public @Nullable DatabaseMark identify(BranchType type, String resourceId, @Nullable DatabaseMark mark) {
        return client.identify(type, resourceId, mark);
    }
}
