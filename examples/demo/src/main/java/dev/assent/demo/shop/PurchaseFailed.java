package dev.assent.demo.shop;

/** The purchase cannot be made, and its transaction must be rolled back. */
public final class PurchaseFailed extends RuntimeException {
    private final Reason reason;

    public PurchaseFailed(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why the purchase failed. */
    public enum Reason {
        NO_STOCK,
        NO_MONEY,
        FAULT
    }
}
