package dev.assent.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock on one row: a branch has changed the row, and no other global transaction may change it until the lock is
 * free. The table is compared without regard to case, the key exactly as it is spelt. Two rows with the same spelling
 * share a lock, which is safe.
 *
 * @param resource the database: by its mark where that is known, else by its resource id
 * @param table folded to lower case
 * @param key the primary key's columns as text, joined by {@code _}
 */
public record LockKey(String resource, String table, String key) {
    private static final int IN_A_SENTENCE = 200;

    public LockKey {
        table = table.toLowerCase(Locale.ROOT);
    }

    /**
     * Reads Seata's lock key text, {@code table:pk,pk;table:pk}. A semicolon may stand at the end; the table ends at
     * the first colon; nothing is escaped. Null or empty means no lock.
     *
     * @return in the order of the text, each row once
     * @throws IllegalArgumentException if any part does not parse; then no row is locked
     */
    public static List<LockKey> parse(String resource, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return List.of();
        }
        Set<LockKey> rows = new LinkedHashSet<>();
        for (String group : withoutLast(text, ';').split(";", -1)) {
            int colon = group.indexOf(':');
            if (colon <= 0) {
                throw unreadable(text, "'" + start(group) + "' names no table");
            }
            for (String key : group.substring(colon + 1).split(",", -1)) {
                if (key.isBlank()) {
                    throw unreadable(text, "'" + start(group) + "' has an empty key");
                }
                rows.add(new LockKey(resource, group.substring(0, colon), key));
            }
        }
        return new ArrayList<>(rows);
    }

    private static String withoutLast(String text, char end) {
        return text.charAt(text.length() - 1) == end ? text.substring(0, text.length() - 1) : text;
    }

    private static IllegalArgumentException unreadable(String text, String why) {
        return new IllegalArgumentException(
                "Expected a lock key like 'table:1,2;other:3', but in '" + start(text) + "' " + why);
    }

    /** A lock key may have millions of characters; a sentence has not. */
    private static String start(String text) {
        return text.length() > IN_A_SENTENCE ? text.substring(0, IN_A_SENTENCE) + "..." : text;
    }

    /** The same row as it is known under another name of its database. */
    public LockKey in(String other) {
        return new LockKey(other, table, key);
    }

    /** For log lines and messages; it is never parsed. */
    @Override
    public String toString() {
        return resource + ' ' + table + ':' + key;
    }
}
