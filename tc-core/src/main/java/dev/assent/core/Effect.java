package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.BranchType;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Instant;

/** Something to do in the world. Any effect may be run twice, so every effect is idempotent. */
public sealed interface Effect {
    /**
     * Tell the branch's resource manager the outcome, again and again until it answers.
     *
     * @param branch of a saga, one that stands for all of it: its engine is told once for the whole transaction
     * @param told whether it may have been told before, so that it may have done as told
     */
    record Deliver(Xid xid, Branch branch, OutcomeAndCause verdict, boolean told) implements Effect {
        public Outcome outcome() {
            return verdict.outcome();
        }

        /** Whether {@link Command.Tell} must be on record before the branch is told for the first time. */
        public boolean isRecordedFirst() {
            return branch.type() == BranchType.XA;
        }
    }

    /** Tell nobody of this transaction any more. */
    record CallOff(Xid xid) implements Effect {}

    /** Whoever of this transaction waits to be told again is told now. */
    record Hurry(Xid xid) implements Effect {}

    /** Send {@link Command.Expire} at that time. */
    record WakeAt(Xid xid, Instant deadline) implements Effect {}

    /** Nobody has to wait for this transaction any longer. */
    record Settled(Xid xid, TransactionStatus standing) implements Effect {}

    /** A branch is parked. */
    record Stuck(Xid xid, BranchId branch, Outcome outcome, String reason, boolean retried) implements Effect {}

    /** It did not simply commit: worth remembering in full for as long as there is room. */
    record Ended(TransactionDetails story) implements Effect {}
}
