package dev.assent.datasource.branch;

import java.util.Locale;

/** A cheap look at a statement that runs outside of a global transaction, where nothing is parsed. */
final class FirstWord {
    private FirstWord() {}

    /** Surely changes no row. Statements that begin with a comment are taken to change some. */
    static boolean reads(String sql) {
        int from = 0;
        while (from < sql.length() && Character.isWhitespace(sql.charAt(from))) {
            from++;
        }
        int to = from;
        while (to < sql.length() && Character.isLetter(sql.charAt(to))) {
            to++;
        }
        return switch (sql.substring(from, to).toUpperCase(Locale.ROOT)) {
            case "SELECT", "SHOW", "EXPLAIN", "VALUES", "SET", "DESCRIBE", "DESC" -> true;
            default -> false;
        };
    }
}
