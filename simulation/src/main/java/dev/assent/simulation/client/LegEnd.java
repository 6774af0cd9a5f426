package dev.assent.simulation.client;

/** How a leg went, as its caller hears. */
enum LegEnd {
    DONE,
    FAILED,
    /** And the coordinator knows. */
    FAILED_AND_REPORTED
}
