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
public record Word(Kind kind, int purchase, Claim claim, String text) {
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

    static Word began(int purchase, Xid xid) {
        return new Word(Kind.BEGAN, purchase, Claim.UNKNOWN, xid.value());
    }

    static Word took(int purchase, String step) {
        return new Word(Kind.TOOK, purchase, Claim.UNKNOWN, step);
    }

    static Word leaves(int purchase) {
        return new Word(Kind.LEAVES, purchase, Claim.UNKNOWN, "");
    }

    static Word ended(int purchase, Claim claim, String reason) {
        return new Word(Kind.ENDED, purchase, claim, reason);
    }

    static Word turnedAway(int purchase, String reason) {
        return new Word(Kind.TURNED_AWAY, purchase, Claim.ROLLED_BACK, reason);
    }

    static Word unexpected(int purchase, String reason) {
        return new Word(Kind.UNEXPECTED, purchase, Claim.ROLLED_BACK, reason);
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
    public static Optional<Word> read(String line) {
        String[] parts = line.split(" ", PARTS);
        return parts.length == PARTS && parts[0].equals(MARK)
                ? Optional.of(
                        new Word(Kind.valueOf(parts[1]), Integer.parseInt(parts[2]), Claim.valueOf(parts[3]), parts[4]))
                : Optional.empty();
    }
}
