package dev.assent.server.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the coordinator knows of one transaction.
 *
 * @param coordinator {@code host:port} of the coordinator that was asked
 * @param beganAt address of the client that began it, null if it is not known
 * @param decision null while nothing is decided
 * @param branches in the order in which they joined; empty if only the ending is remembered
 * @param waits its requests that wait for rows now
 * @param pausedSince since when an operator has paused the delivery; null if it is not paused
 * @param endedAt null if it has not ended, or the time is not known
 * @param forced why an operator ended it by force; null if none did
 * @param allowed the operations that would change something now
 */
public record TransactionView(
        String coordinator,
        Summary summary,
        String group,
        @Nullable String beganAt,
        @Nullable DecisionView decision,
        List<BranchView> branches,
        List<WaitView> waits,
        @Nullable Instant pausedSince,
        @Nullable Instant endedAt,
        @Nullable String forced,
        List<Operation> allowed) {
    public TransactionView {
        branches = List.copyOf(branches);
        waits = List.copyOf(waits);
        allowed = List.copyOf(allowed);
    }

    /**
     * @param outcome commit or rollback
     * @param cause user, timeout, branch or operator
     */
    public record DecisionView(String outcome, String cause) {}
}
