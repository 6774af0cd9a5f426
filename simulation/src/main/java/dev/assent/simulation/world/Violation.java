package dev.assent.simulation.world;

/** A promise was broken. */
public final class Violation extends RuntimeException {
    private final Promise promise;

    public Violation(Promise promise, String sentence) {
        super("broken promise '" + promise + "': " + sentence);
        this.promise = promise;
    }

    public Violation(Promise promise, String sentence, Throwable cause) {
        super("broken promise '" + promise + "': " + sentence, cause);
        this.promise = promise;
    }

    public Promise promise() {
        return promise;
    }
}
