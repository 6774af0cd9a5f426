package dev.assent.demo.shop;

/** The purchase cannot be made; what was done of it must be undone. */
public final class PurchaseFailed extends RuntimeException {
    private final Reason reason;

    public PurchaseFailed(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why. */
    public enum Reason {
        NO_STOCK,
        NO_MONEY,
        FAULT
    }
}
