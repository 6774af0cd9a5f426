package dev.assent.server.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the coordinator knows of one transaction.
 *
 * @param coordinator {@code host:port} of the one that says so
 * @param beganAt address of the client that began it, null if it is not known
 * @param decision null while nothing is decided
 * @param branches in the order in which they joined; empty if only the ending is remembered
 * @param stoppedSince a person wants nobody told; null if nobody does
 * @param endedAt null if it has not ended, or nobody remembers when
 * @param forced why a person gave up on it; null if nobody did
 * @param allowed the operations that would change something now
 */
public record TransactionView(
        String coordinator,
        Summary summary,
        String group,
        @Nullable String beganAt,
        @Nullable DecisionView decision,
        List<BranchView> branches,
        @Nullable Instant stoppedSince,
        @Nullable Instant endedAt,
        @Nullable String forced,
        List<Operation> allowed) {
    public TransactionView {
        branches = List.copyOf(branches);
        allowed = List.copyOf(allowed);
    }

    /**
     * @param outcome commit or rollback
     * @param cause user, timeout, branch or operator
     */
    public record DecisionView(String outcome, String cause) {}
}
