package dev.assent.core;

import dev.assent.model.Xid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which of the open transactions an operator wants to see, the oldest first.
 *
 * @param applicationId that began them; null for any
 * @param resourceId that a branch of theirs is on; null for any
 * @param after only those that began after this one; null for all
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

    /** Where they stand. */
    public enum Which {
        ALL,
        /** No outcome yet. */
        UNDECIDED,
        /** Decided, and not all branches have done as told. */
        FINISHING,
        /** With a branch in quarantine. */
        PARKED,
        /** An operator wants nobody told. */
        STOPPED
    }

    boolean wants(GlobalTx tx) {
        return isLater(tx.xid()) && isWanted(tx);
    }

    private boolean isWanted(GlobalTx tx) {
        return tx instanceof Active active
                ? wants(active.begun(), active.branches()) && (which == Which.ALL || which == Which.UNDECIDED)
                : tx instanceof Finishing finishing
                        && wants(finishing.begun(), finishing.branches())
                        && wants(finishing.progress());
    }

    /** Ids are given in order, whatever address they were given under. */
    private boolean isLater(Xid xid) {
        return after == null || xid.number().orElse(0L) > after.number().orElse(0L);
    }

    private boolean wants(Progress progress) {
        return switch (which) {
            case ALL, FINISHING -> true;
            case UNDECIDED -> false;
            case PARKED -> !progress.parked().isEmpty();
            case STOPPED -> progress.isStopped();
        };
    }

    private boolean wants(Begun begun, List<Branch> branches) {
        return (applicationId == null || applicationId.equals(begun.by().applicationId()))
                && (resourceId == null
                        || branches.stream().anyMatch(b -> b.resourceId().equals(resourceId)));
    }
}
