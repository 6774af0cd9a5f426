package dev.assent.fuzz.history;

/** What became of a global transaction. */
public enum Fate {
    COMMITTED,
    ROLLED_BACK,
    /** A branch of it could not be undone. */
    PARKED,
    /** The coordinator did not say. */
    UNKNOWN;

    boolean isUndone() {
        return this == ROLLED_BACK || this == PARKED;
    }
}
