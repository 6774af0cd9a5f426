package dev.assent.saga.definition;

/** What happens to a run whose time is over. */
public enum RecoverStrategy {
    COMPENSATE("Compensate"),
    FORWARD("Forward");

    private final String word;

    RecoverStrategy(String word) {
        this.word = word;
    }

    /** As a definition spells it. */
    public String word() {
        return word;
    }
}
