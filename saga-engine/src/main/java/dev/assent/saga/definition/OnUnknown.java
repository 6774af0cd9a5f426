package dev.assent.saga.definition;

/** What happens to a step whose engine died before it heard how the call ended. */
public enum OnUnknown {
    /** It is called again, with the same idempotency key. */
    RETRY("Retry"),
    /** The {@code StatusMethod} of the state is asked. */
    ASK("Ask"),
    /** The instance waits for a person. */
    STOP("Stop");

    private final String word;

    OnUnknown(String word) {
        this.word = word;
    }

    /** As a definition spells it. */
    public String word() {
        return word;
    }
}
