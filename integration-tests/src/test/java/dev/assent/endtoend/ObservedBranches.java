package dev.assent.endtoend;

import dev.assent.client.Branches;
import dev.assent.client.LockConflict;
import dev.assent.demo.services.Wiring;
import dev.assent.model.BranchId;
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
        return new ForwardingBranches(client) {
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
                    return super.register(xid, type, resourceId, mark, lockKey, data);
                } catch (LockConflict e) {
                    conflicts.incrementAndGet();
                    throw e;
                }
            }
        };
    }
}
