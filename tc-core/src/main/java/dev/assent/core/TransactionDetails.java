package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.LockKey;
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
 * @param paused since when an operator wants nothing delivered; null if none does
 * @param reason why an operator forced its end; null if none did
 */
public record TransactionDetails(
        Xid xid,
        TransactionStatus status,
        @Nullable Outcome outcome,
        @Nullable Begun begun,
        List<Part> branches,
        @Nullable Instant paused,
        @Nullable String reason) {
    public TransactionDetails {
        branches = List.copyOf(branches);
    }

    /** Whether a branch of it is parked. */
    public boolean isParked() {
        return branches.stream().anyMatch(part -> part.parked() != null);
    }

    /** The same at its end. */
    TransactionDetails ended(GlobalTx end) {
        TransactionDetails last = end.details();
        return new TransactionDetails(xid, last.status, last.outcome, begun, branches, paused, last.reason);
    }

    /**
     * The same in less memory: without application data, with at most the given numbers of rows per branch and of
     * branches.
     */
    public TransactionDetails trimmed(int rows, int most) {
        List<Part> some =
                branches.stream().limit(most).map(part -> part.trimmed(rows)).toList();
        return new TransactionDetails(xid, status, outcome, begun, some, paused, reason);
    }

    /** What it takes in memory, in bytes. */
    public long bytes() {
        long bytes = begun == null ? 0 : Sizes.of(begun);
        for (Part part : branches) {
            bytes += Sizes.of(part.branch());
        }
        return bytes + Sizes.of(reason);
    }

    /**
     * One branch in it.
     *
     * @param rows how many it has changed; the branch may name fewer
     * @param finished whether it has ended, or has no phase two
     * @param locks whether it holds the locks of its rows
     * @param parked null if it is not parked
     * @param behind the parked branch it waits for since the two share a row, maybe by others between; null if it waits
     *     for none
     */
    public record Part(
            Branch branch,
            int rows,
            boolean finished,
            boolean locks,
            @Nullable Parked parked,
            @Nullable BranchId behind) {
        static Part of(BranchState state, boolean locks, @Nullable BranchId behind) {
            return new Part(
                    state.branch(), state.branch().rows().size(), state.finished(), locks, state.parked(), behind);
        }

        private Part trimmed(int most) {
            Branch b = branch;
            List<LockKey> first = b.rows().subList(0, Math.min(most, b.rows().size()));
            Branch less =
                    new Branch(b.id(), b.type(), b.resourceId(), first, b.origin(), b.status(), null, b.request());
            return new Part(less, rows, finished, locks, parked, behind);
        }
    }
}
