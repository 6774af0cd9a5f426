package dev.assent.simulation.database;

/** What came of an undo. */
public enum UndoResult {
    UNDONE,
    /** Done before, or never done and now impossible to do. */
    NOTHING_TO_UNDO,
    /** A local transaction holds a row: later. */
    BUSY,
    /** A row has a value that the branch did not write: never. */
    DIRTY,
    /** The database does not take it, by a constraint that the row did not know: never. */
    REFUSED,
    /** The undo row is of the other kind of resource manager: it should not have been asked. */
    FOREIGN_FORMAT
}
