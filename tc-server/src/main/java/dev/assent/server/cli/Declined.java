package dev.assent.server.cli;

/** A person at the terminal was asked and did not agree: nothing has been done. */
final class Declined extends RuntimeException {
    private static final long serialVersionUID = 1;

    Declined() {
        super("Nothing has been done.");
    }
}
