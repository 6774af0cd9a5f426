package dev.assent.simulation.world;

/** Where in a step. */
public enum Moment {
    /** Nothing of it has happened. */
    BEFORE,
    /** It has begun, and the process that waits for it does not know yet how it ends. */
    DURING,
    /** It has happened. */
    AFTER
}
