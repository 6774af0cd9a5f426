package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that the coordinator knows of one transaction, for operators.
 *
 * @param outcome null while there is none
 * @param begun null if it is unknown, or only its ending is remembered
 * @param branches in the order in which they joined; none if only the ending is remembered
 * @param stopped since when an operator wants nobody told; null if nobody does
 * @param reason why an operator forced its end; null if nobody did
 */
public record TransactionDetails(
        Xid xid,
        TransactionStatus standing,
        @Nullable Outcome outcome,
        @Nullable Begun begun,
        List<Part> branches,
        @Nullable Instant stopped,
        @Nullable String reason) {
    public TransactionDetails {
        branches = List.copyOf(branches);
    }

    /** Whether a branch of it is in quarantine. */
    public boolean isParked() {
        return branches.stream().anyMatch(part -> part.parked() != null);
    }

    /** The same at its end. */
    TransactionDetails ended(GlobalTx end) {
        TransactionDetails last = end.story();
        return new TransactionDetails(xid, last.standing, last.outcome, begun, branches, stopped, last.reason);
    }

    /**
     * One branch in it.
     *
     * @param finished whether it has done as told, or had nothing to do
     * @param locks whether it holds the locks of its rows
     * @param parked null if it is not in quarantine
     * @param behind the parked branch it waits for since the two share a row, maybe by others between; null if it waits
     *     for none
     */
    public record Part(
            Branch branch,
            boolean finished,
            boolean locks,
            @Nullable Parked parked,
            @Nullable BranchId behind) {}
}
