package dev.assent.simulation.client;

/** How a branch went, as its caller hears. */
enum BranchEnd {
    DONE,
    FAILED,
    /** The coordinator waits for it all the same. */
    TRY_FAILED,
    /** And the coordinator knows. */
    FAILED_AND_REPORTED
}
