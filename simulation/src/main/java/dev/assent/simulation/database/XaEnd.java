package dev.assent.simulation.database;

/** What a database says when a prepared transaction is to be ended. */
public enum XaEnd {
    DONE,
    /** XAER_NOTA: it was ended before, or never prepared; the database does not know which. */
    UNKNOWN,
    /** A person has rolled it back, and the database remembers that. */
    ROLLED_BACK_BY_HAND
}
