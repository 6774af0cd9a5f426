package dev.assent.testkit;

import dev.assent.core.Event;
import dev.assent.core.Event.BranchRegistered;
import dev.assent.core.Event.BranchReported;
import dev.assent.core.Event.CommitDecided;
import dev.assent.core.Event.RollbackDecided;

/** What the coordinator makes durable before it answers. It can be made to crash behind each of them. */
public enum Fact {
    /** A branch has joined a transaction, and its rows are locked. */
    BRANCH_REGISTERED(BranchRegistered.class),
    /** A participant has reported how its first phase went. */
    BRANCH_REPORTED(BranchReported.class),
    /** The transaction is committed; no branch has got the outcome yet. */
    COMMIT_DECIDED(CommitDecided.class),
    /** The transaction is to be rolled back; no branch has got the outcome yet. */
    ROLLBACK_DECIDED(RollbackDecided.class);

    private final Class<? extends Event> event;

    Fact(Class<? extends Event> event) {
        this.event = event;
    }

    boolean is(Event some) {
        return event.isInstance(some);
    }
}
