package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.Xid;

/**
 * Numbers for transactions and branches, from ranges reserved ahead. A number leaves the process only when the record of
 * its range is durable, since no reply leaves before that; after a restart the rest of the range is skipped.
 */
final class Ids {
    private long next = 1;
    private long reserved;

    boolean isExhausted() {
        return next >= reserved;
    }

    long next() {
        return next;
    }

    long reserved() {
        return reserved;
    }

    void reserve(long from, long upTo) {
        next = Math.max(next, from);
        reserved = Math.max(reserved, upTo);
    }

    /** Whether no transaction can have had that number yet. */
    boolean isAhead(Xid xid) {
        return xid.number().orElse(0) >= next;
    }

    void used(Xid xid) {
        xid.number().ifPresent(number -> next = Math.max(next, number + 1));
    }

    void used(BranchId branch) {
        next = Math.max(next, branch.value() + 1);
    }

    /** Whatever was reserved may have been given out; so may all below the base, in a run whose records are lost. */
    void skipTo(long base) {
        next = Math.max(base, Math.max(next, reserved));
    }
}
