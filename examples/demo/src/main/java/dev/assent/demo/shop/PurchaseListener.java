package dev.assent.demo.shop;

/** Learns of each step of a purchase, on the thread of the purchase and with its xid bound. */
public interface PurchaseListener {
    /** The global transaction has begun and has no branch yet. */
    void began();

    /** A service has committed locally: the transaction has one more branch. */
    void stepCommitted(String step);

    /** The body has completed: the commit is requested next. */
    void bodyCompleted();

    /** The commit or the rollback is requested next. */
    void endRequested();
}
