package dev.assent.tm;

/** What a method does with the global transaction that it is called in. Names and meanings are Seata's. */
public enum Propagation {
    /** Joins the transaction, or begins one. The default. */
    REQUIRED(Entry.JOIN, Entry.OPEN),
    /** Begins its own transaction; the caller's is suspended until that ends. */
    REQUIRES_NEW(Entry.OPEN, Entry.OPEN),
    /** Runs without a transaction; the caller's is suspended. */
    NOT_SUPPORTED(Entry.STAY_OUTSIDE, Entry.STAY_OUTSIDE),
    /** Joins the transaction, or runs without one. */
    SUPPORTS(Entry.JOIN, Entry.STAY_OUTSIDE),
    /** Runs without a transaction, and is refused inside one. */
    NEVER(Entry.REFUSE, Entry.STAY_OUTSIDE),
    /** Joins the transaction, and is refused without one. */
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

    /** What is done before the body runs. */
    enum Entry {
        JOIN,
        OPEN,
        STAY_OUTSIDE,
        REFUSE
    }
}
