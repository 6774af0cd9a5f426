package dev.assent.endtoend;

import dev.assent.client.Awaited;
import dev.assent.client.Branches;
import dev.assent.client.LockConflict;
import dev.assent.demo.services.Wiring;
import dev.assent.model.BranchId;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Counts who waits for a row that another transaction holds. */
final class ObservedBranches implements Wiring {
    private final AtomicInteger waiting = new AtomicInteger();

    /** How many calls may wait at the coordinator at this moment. */
    int waiting() {
        return waiting.get();
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
                    @Nullable String data,
                    Duration wait)
                    throws LockConflict {
                int mayWait = wait.isZero() ? 0 : 1;
                waiting.addAndGet(mayWait);
                try {
                    return client.register(xid, type, resourceId, mark, lockKey, data, wait);
                } finally {
                    waiting.addAndGet(-mayWait);
                }
            }

            @Override
            public Awaited awaitRows(
                    Xid xid,
                    BranchType type,
                    String resourceId,
                    @Nullable DatabaseMark mark,
                    String lockKey,
                    Duration wait) {
                waiting.incrementAndGet();
                try {
                    return client.awaitRows(xid, type, resourceId, mark, lockKey, wait);
                } finally {
                    waiting.decrementAndGet();
                }
            }
        };
    }
}
