package dev.assent.saga.definition;

/** How a state went, as its {@code Status} says it. */
public enum StateStatus {
    /** Succeeded. */
    SU,
    /** Failed. */
    FA,
    /** It may have changed something or not. */
    UN
}
