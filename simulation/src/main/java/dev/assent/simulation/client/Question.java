package dev.assent.simulation.client;

/** What a caller asks about a transaction as a whole. */
public enum Question {
    COMMIT,
    ROLLBACK,
    STATUS
}
