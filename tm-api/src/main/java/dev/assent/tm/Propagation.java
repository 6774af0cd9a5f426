package dev.assent.tm;

/** What a method does about the global transaction it is called in, if any. Seata's names and meanings. */
public enum Propagation {
    /** Joins it, or opens one. The default. */
    REQUIRED(Entry.JOIN, Entry.OPEN),
    /** Opens one of its own; the caller's is set aside until it ends. */
    REQUIRES_NEW(Entry.OPEN, Entry.OPEN),
    /** Runs outside; the caller's is set aside. */
    NOT_SUPPORTED(Entry.STAY_OUTSIDE, Entry.STAY_OUTSIDE),
    /** Joins it, or runs outside. */
    SUPPORTS(Entry.JOIN, Entry.STAY_OUTSIDE),
    /** Runs outside, and is refused inside. */
    NEVER(Entry.REFUSE, Entry.STAY_OUTSIDE),
    /** Joins it, and is refused outside. */
    MANDATORY(Entry.JOIN, Entry.REFUSE);

    private final Entry inside;
    private final Entry outside;

    Propagation(Entry inside, Entry outside) {
        this.inside = inside;
        this.outside = outside;
    }

    Entry entry(boolean isInside) {
        return isInside ? inside : outside;
    }

    /** How the body is entered. */
    enum Entry {
        JOIN,
        OPEN,
        STAY_OUTSIDE,
        REFUSE
    }
}
