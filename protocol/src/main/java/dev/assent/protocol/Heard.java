package dev.assent.protocol;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a coordinator's log was durable when it answered. A coordinator that has less in its log than a client has heard of
 * was restored from a backup, or lost its disk in part.
 *
 * @param coordinator the identity of its log: a copy of a data directory has the same, a new directory another; without colons
 * @param epoch of the term in which it answered
 * @param node names the process of that term among others that begin a term of the same number; without colons
 * @param sequence the position of the last durable record
 */
public record Heard(String coordinator, long epoch, String node, long sequence) {
    private static final int LONGEST_NAME = 64;

    /** As it stands in the head of answers. */
    public String text() {
        return prefix(coordinator, epoch, node) + sequence;
    }

    /** What {@link #text} begins with as long as a term lasts; the sequence follows in decimals. */
    public static String prefix(String coordinator, long epoch, String node) {
        return coordinator + ':' + epoch + ':' + node + ':';
    }

    /** Empty if the text is not one of {@link #text}. */
    public static Optional<Heard> parse(@Nullable String text) {
        String[] parts = text == null ? new String[0] : text.split(":", -1);
        if (parts.length != 4 || !isName(parts[0]) || !isName(parts[2])) {
            return Optional.empty();
        }
        try {
            long epoch = Long.parseLong(parts[1]);
            long sequence = Long.parseLong(parts[3]);
            return epoch < 0 || sequence < 0
                    ? Optional.empty()
                    : Optional.of(new Heard(parts[0], epoch, parts[2], sequence));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_NAME && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    /** Whether it was heard later than the other one, of the same coordinator. */
    public boolean isAfter(Heard other) {
        return epoch == other.epoch ? sequence > other.sequence : epoch > other.epoch;
    }
}
