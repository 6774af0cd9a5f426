package dev.assent.chaos.service;

import dev.assent.demo.audit.Claim;
import dev.assent.model.Xid;
import java.util.Optional;

/**
 * What a shop says about a purchase, as a line.
 *
 * @param text the xid of {@link Kind#BEGAN}, the step of {@link Kind#TOOK}, the reason of the others
 * @param claim of {@link Kind#ENDED}
 */
public record ShopEvent(Kind kind, int purchase, Claim claim, String text) {
    private static final int PARTS = 5;
    /** So that other lines of the same output are none. */
    private static final String MARK = "#";

    /** How far it is. */
    public enum Kind {
        BEGAN,
        TOOK,
        LEAVES,
        ENDED,
        /** Ended in roll-back, because of a lock or because somebody was away. */
        TURNED_AWAY,
        UNEXPECTED
    }

    static ShopEvent began(int purchase, Xid xid) {
        return new ShopEvent(Kind.BEGAN, purchase, Claim.UNKNOWN, xid.value());
    }

    static ShopEvent took(int purchase, String step) {
        return new ShopEvent(Kind.TOOK, purchase, Claim.UNKNOWN, step);
    }

    static ShopEvent leaves(int purchase) {
        return new ShopEvent(Kind.LEAVES, purchase, Claim.UNKNOWN, "");
    }

    static ShopEvent ended(int purchase, Claim claim, String reason) {
        return new ShopEvent(Kind.ENDED, purchase, claim, reason);
    }

    static ShopEvent turnedAway(int purchase, String reason) {
        return new ShopEvent(Kind.TURNED_AWAY, purchase, Claim.ROLLED_BACK, reason);
    }

    static ShopEvent unexpected(int purchase, String reason) {
        return new ShopEvent(Kind.UNEXPECTED, purchase, Claim.ROLLED_BACK, reason);
    }

    /** One write, so that threads do not mix their lines. */
    void say() {
        System.out.println(line());
    }

    String line() {
        return String.join(" ", MARK, kind.name(), Integer.toString(purchase), claim.name(), text)
                .replace('\n', ' ');
    }

    /** Empty for any other line. */
    public static Optional<ShopEvent> read(String line) {
        String[] parts = line.split(" ", PARTS);
        return parts.length == PARTS && parts[0].equals(MARK)
                ? Optional.of(new ShopEvent(
                        Kind.valueOf(parts[1]), Integer.parseInt(parts[2]), Claim.valueOf(parts[3]), parts[4]))
                : Optional.empty();
    }
}
