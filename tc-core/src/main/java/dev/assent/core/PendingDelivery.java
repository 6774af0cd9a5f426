package dev.assent.core;

import dev.assent.model.Outcome;
import dev.assent.model.Xid;

/**
 * An outcome that has to be delivered to a branch now, and again until it has answered.
 *
 * @param branch of a saga, one that stands for all of it: its engine is called once for the whole transaction
 * @param turn how often the saga's engine has turned round: an answer counts for the turn of its call alone
 * @param round grows when an operator wants it delivered without a pause
 * @param recorded whether a call may have been made before, in this run of the coordinator or an earlier one
 * @param first whether no order for it can have left before: the outcome was decided since the last start, and no operator
 *     has changed its delivery
 */
public record PendingDelivery(
        Begun begun, Branch branch, OutcomeAndCause decision, int turn, int round, boolean recorded, boolean first) {
    public Xid xid() {
        return begun.xid();
    }

    public Outcome outcome() {
        return decision.outcome();
    }

    public BranchMode mode() {
        return BranchMode.of(branch.type());
    }

    /** Whether {@link Command.RecordDelivery} must be on record before the first call. */
    public boolean isRecordedFirst() {
        return mode().isRecordedBeforeDelivery();
    }
}
