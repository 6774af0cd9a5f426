package dev.assent.core;

import dev.assent.model.Xid;
import org.jspecify.annotations.Nullable;

/**
 * Which of the open transactions an operator wants to see, the oldest first.
 *
 * @param applicationId that began them; null for any
 * @param resourceId that a branch of theirs is on; null for any
 * @param after only transactions that began after this one; null for all
 */
public record Listing(
        Which which,
        @Nullable String applicationId,
        @Nullable String resourceId,
        @Nullable Xid after,
        int limit) {
    public Listing(Which which, @Nullable String applicationId, @Nullable String resourceId, int limit) {
        this(which, applicationId, resourceId, null, limit);
    }

    /** Their state. */
    public enum Which {
        ALL,
        /** No outcome yet. */
        UNDECIDED,
        /** Decided, and not delivered to all branches. */
        FINISHING,
        /** With a parked branch. */
        PARKED,
        /** An operator has paused the delivery. */
        PAUSED
    }

    boolean wants(GlobalTx tx) {
        return isLater(tx.xid()) && isWanted(tx);
    }

    private boolean isWanted(GlobalTx tx) {
        return tx instanceof Active active
                ? wants(active.tx()) && (which == Which.ALL || which == Which.UNDECIDED)
                : tx instanceof Finishing finishing && wants(finishing.tx()) && wantsDecided(finishing.tx());
    }

    /** Ids are given in order, whatever address they were given under. */
    private boolean isLater(Xid xid) {
        return after == null || xid.number().orElse(0L) > after.number().orElse(0L);
    }

    private boolean wantsDecided(TransactionView tx) {
        return switch (which) {
            case ALL, FINISHING -> true;
            case UNDECIDED -> false;
            case PARKED -> tx.branches().parked() > 0 || tx.engine().isParked();
            case PAUSED -> tx.paused() != null;
        };
    }

    private boolean wants(TransactionView tx) {
        return (applicationId == null || applicationId.equals(tx.begun().by().applicationId()))
                && (resourceId == null || isOn(tx, resourceId));
    }

    private static boolean isOn(TransactionView tx, String resource) {
        for (BranchState branch : tx.branches().all()) {
            if (branch.branch().resourceId().equals(resource)) {
                return true;
            }
        }
        return false;
    }
}
