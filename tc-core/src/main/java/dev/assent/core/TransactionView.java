package dev.assent.core;

import dev.assent.model.BranchId;
import dev.assent.model.Xid;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One open transaction, to look at. */
interface TransactionView {

    Begun begun();

    default Xid xid() {
        return begun().xid();
    }

    BranchesView branches();

    /** Null while the transaction is active. */
    @Nullable
    OutcomeAndCause decision();

    /** Since when an operator wants nothing delivered; null if none does. */
    @Nullable
    Instant paused();

    /** How often a saga's engine has turned round. An answer belongs to the turn in which its call was made. */
    int turn();

    /** How often an operator has asked for deliveries without a pause. */
    int round();

    /**
     * Whether an order to a branch may have left that the deliveries of today do not know: in an earlier run of the
     * coordinator, or before an operator paused or retried the delivery.
     */
    boolean mayBeDelivered();

    /** Stands for the whole saga, where its engine is called. */
    BranchState engine();

    /** The one branch that a rollback goes on with; null if there is none. */
    @Nullable
    BranchId next();

    /** For each branch that waits in a rollback behind a parked one, since they share a row: which that is. */
    Map<BranchId, BranchId> behind();

    default boolean isSaga() {
        return branches().isEmpty() ? begun().isSaga() : branches().areSteps();
    }

    /** Whether the journal knows it. */
    default boolean isJournaled() {
        return begun().isSaga() || !branches().isEmpty();
    }
}
