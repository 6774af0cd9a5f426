package dev.assent.chaos.service;

import dev.assent.demo.audit.Claim;
import dev.assent.model.Xid;
import java.util.Optional;

/**
 * What a shop reports about a purchase, as a line of text.
 *
 * @param text the xid if it {@link Kind#BEGAN}, the step if a {@link Kind#STEP_COMMITTED}, else the reason
 * @param claim the outcome if it {@link Kind#ENDED}
 */
public record ShopEvent(Kind kind, int purchase, Claim claim, String text) {
    private static final int PARTS = 5;
    /** Distinguishes a report from the other lines of the output. */
    private static final String MARK = "#";

    /** What has happened. */
    public enum Kind {
        BEGAN,
        STEP_COMMITTED,
        END_REQUESTED,
        ENDED,
        /** It was rolled back because a row was locked or a process was away. */
        FAILED_BY_FAULT,
        UNEXPECTED
    }

    static ShopEvent began(int purchase, Xid xid) {
        return new ShopEvent(Kind.BEGAN, purchase, Claim.UNKNOWN, xid.value());
    }

    static ShopEvent stepCommitted(int purchase, String step) {
        return new ShopEvent(Kind.STEP_COMMITTED, purchase, Claim.UNKNOWN, step);
    }

    static ShopEvent endRequested(int purchase) {
        return new ShopEvent(Kind.END_REQUESTED, purchase, Claim.UNKNOWN, "");
    }

    static ShopEvent ended(int purchase, Claim claim, String reason) {
        return new ShopEvent(Kind.ENDED, purchase, claim, reason);
    }

    static ShopEvent failedByFault(int purchase, String reason) {
        return new ShopEvent(Kind.FAILED_BY_FAULT, purchase, Claim.ROLLED_BACK, reason);
    }

    static ShopEvent unexpected(int purchase, String reason) {
        return new ShopEvent(Kind.UNEXPECTED, purchase, Claim.ROLLED_BACK, reason);
    }

    /** Prints it in one write, so that threads do not mix their lines. */
    void say() {
        System.out.println(line());
    }

    String line() {
        return String.join(" ", MARK, kind.name(), Integer.toString(purchase), claim.name(), text)
                .replace('\n', ' ');
    }

    /** @return empty if the line is not a report */
    public static Optional<ShopEvent> read(String line) {
        String[] parts = line.split(" ", PARTS);
        return parts.length == PARTS && parts[0].equals(MARK)
                ? Optional.of(new ShopEvent(
                        Kind.valueOf(parts[1]), Integer.parseInt(parts[2]), Claim.valueOf(parts[3]), parts[4]))
                : Optional.empty();
    }
}
