package dev.assent.simulation.database;

/** What came of a confirm or a cancel behind its fence. */
public enum FenceResult {
    DONE,
    DONE_BEFORE,
    /** A cancel of a try that never ran, and now never will. */
    EMPTY,
    /** A confirm of a try that never ran. */
    NO_TRY,
    /** A local transaction holds a row: later. */
    BUSY,
    /** The opposite was carried out before. */
    OPPOSITE
}
