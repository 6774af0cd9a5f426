package dev.assent.endtoend;

import dev.assent.client.Branches;
import dev.assent.client.LockConflict;
import dev.assent.demo.services.Wiring;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts how often somebody met a row that another transaction holds. */
final class ObservedBranches implements Wiring {
    private final AtomicInteger conflicts = new AtomicInteger();

    int conflicts() {
        return conflicts.get();
    }

    @Override
    public Branches branches(Branches client) {
        return new Branches() {
            @Override
            public BranchId register(
                    Xid xid,
                    BranchType type,
                    String resourceId,
                    @Nullable DatabaseMark mark,
                    @Nullable String lockKey,
                    @Nullable String data)
                    throws LockConflict {
                try {
                    return client.register(xid, type, resourceId, mark, lockKey, data);
                } catch (LockConflict e) {
                    conflicts.incrementAndGet();
                    throw e;
                }
            }

            @Override
            public void report(
                    Xid xid,
                    BranchId branch,
                    BranchType type,
                    String resourceId,
                    BranchStatus status,
                    @Nullable String data) {
                client.report(xid, branch, type, resourceId, status, data);
            }

            @Override
            public boolean lockable(
                    @Nullable Xid xid,
                    BranchType type,
                    String resourceId,
                    @Nullable DatabaseMark mark,
                    String lockKey) {
                return client.lockable(xid, type, resourceId, mark, lockKey);
            }

            @Override
            public @Nullable DatabaseMark identify(BranchType type, String resourceId, @Nullable DatabaseMark mark) {
                return client.identify(type, resourceId, mark);
            }
        };
    }
}
