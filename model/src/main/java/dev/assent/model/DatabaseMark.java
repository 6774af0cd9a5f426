package dev.assent.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The random name that a database keeps as a row of its own data. A database keeps it through a failover, an upgrade
 * and a new address; two databases have the same one only if one is a copy of the other.
 *
 * @param value 1 to {@value #LONGEST} ASCII letters, digits and hyphens
 */
public record DatabaseMark(String value) {
    public static final int LONGEST = 64;

    public DatabaseMark {
        if (!isMark(value)) {
            throw new IllegalArgumentException("Expected a database's mark of 1 to " + LONGEST
                    + " letters, digits and hyphens, but got '" + value + "'");
        }
    }

    /** Empty if the text is not a mark. */
    public static Optional<DatabaseMark> parse(@Nullable String text) {
        return text != null && isMark(text) ? Optional.of(new DatabaseMark(text)) : Optional.empty();
    }

    private static boolean isMark(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.chars().allMatch(DatabaseMark::isAllowed);
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
