package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done in the world for one transaction. It says what should be so, not what has changed: it may be met
 * twice, or after others were skipped.
 *
 * @param deadline when {@link Command.Expire} is to be sent; null if it has none, or it is decided
 * @param status for callers that wait until it is settled
 * @param whole whether every branch without an item here has nothing delivered to it
 * @param branches all pending deliveries, or the branches that were looked at
 */
public record Obligations(
        Xid xid, @Nullable Instant deadline, TransactionStatus status, boolean whole, List<Item> branches) {
    public Obligations {
        branches = List.copyOf(branches);
    }

    /** @param delivery null if nothing is to be delivered to the branch now */
    public record Item(BranchId branch, @Nullable PendingDelivery delivery) {}
}
