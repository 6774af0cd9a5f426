package dev.assent.server.loop;

import dev.assent.core.TransactionDetails;
import dev.assent.core.WaitingRequest;
import dev.assent.model.BranchId;
import dev.assent.server.delivery.DeliveryAttempts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The history of one transaction, as the coordinator knows it and has seen it since its last start.
 *
 * @param tries of the branches with pending deliveries, in the order in which they were called first
 * @param endedAt when it ended; null if it has not, or if that was before the last start, too long ago, or by a simple
 *     commit
 * @param lost its branches that are committed though their database has no trace of them
 * @param explanations why branches are not finished, in the words of their services
 * @param waits its requests in the queue for rows
 */
public record TransactionHistory(
        TransactionDetails story,
        Map<BranchId, DeliveryAttempts> tries,
        @Nullable Instant endedAt,
        Set<BranchId> lost,
        Map<BranchId, String> explanations,
        List<WaitingRequest> waits) {
    /** The history of an ended transaction. */
    TransactionHistory(TransactionDetails story, Instant endedAt) {
        this(story, Map.of(), endedAt, Set.of(), Map.of(), List.of());
    }
}
