package dev.assent.simulation.world;

/** A promise was broken. */
public final class Violation extends RuntimeException {
    public Violation(String sentence) {
        super(sentence);
    }

    public Violation(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
