package dev.assent.demo.run;

import dev.assent.demo.audit.Claim;
import dev.assent.demo.shop.PurchaseFailed.Reason;

/** How a purchase, or one attempt at it, ended for the customer. */
public enum Ending {
    COMMITTED("committed", Claim.COMMITTED),
    NO_STOCK("rolled back: not in stock", Claim.ROLLED_BACK),
    NO_MONEY("rolled back: not enough money", Claim.ROLLED_BACK),
    FAULT("rolled back: exception after the last step", Claim.ROLLED_BACK),
    LOST("rolled back: transaction lost in the kill", Claim.ROLLED_BACK),
    AGAIN("rolled back and bought again", Claim.ROLLED_BACK),
    UNKNOWN("outcome unknown", Claim.UNKNOWN),
    UNEXPECTED("rolled back: unexpected error", Claim.ROLLED_BACK);

    private final String words;
    private final Claim claim;

    Ending(String words, Claim claim) {
        this.words = words;
        this.claim = claim;
    }

    public String words() {
        return words;
    }

    public Claim claim() {
        return claim;
    }

    static Ending of(Reason reason) {
        return switch (reason) {
            case NO_STOCK -> NO_STOCK;
            case NO_MONEY -> NO_MONEY;
            case FAULT -> FAULT;
        };
    }
}
