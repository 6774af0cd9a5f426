package dev.assent.demo.shop;

/** Sees a purchase from within, on its thread, with its xid bound. */
public interface Witness {
    /** The coordinator knows the transaction; no branch of it yet. */
    void began();

    /** A service has committed locally: one more branch is registered. */
    void took(String step);

    /** The last step is done: the commit is asked for next. */
    void through();

    /** The commit or the roll-back is asked for next. */
    void leaves();
}
