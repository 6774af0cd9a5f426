package dev.assent.core;

import dev.assent.model.BranchId;
import java.util.Optional;

/** The branches of one transaction, to look at. */
interface BranchesView {

    int size();

    default boolean isEmpty() {
        return size() == 0;
    }

    Optional<BranchState> find(BranchId id);

    /** The branch that a numbered request has registered. */
    Optional<BranchId> registeredBy(RequestId request);

    /** In the order in which they joined. Looks at each. */
    Iterable<BranchState> all();

    /** Whether the first was a step of a saga's engine; all others are then. */
    boolean areSteps();

    /** The branches that have not ended. */
    int unfinished();

    /** The parked branches, retried or not. */
    int parked();

    /** The branches that wait for an operator. */
    int givenUp();

    /** The branches that failed in phase one and whose mode forbids a commit then. */
    int forbiddingCommit();

    /** Unfinished branches that are still delivered to, and that the caller of a commit waits for. */
    int unsettledInCommit();
}
