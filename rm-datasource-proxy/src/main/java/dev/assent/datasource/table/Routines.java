package dev.assent.datasource.table;

import dev.assent.datasource.dialect.Dialect;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions that a database's users have added to it: one may have the name of a function that the database brings along,
 * and may hide in a view. All names are in lower case.
 *
 * @param writers functions that may change rows, directly or by another function
 * @param readers functions that the database lets only read and compute
 * @param writingNames what calls a writer when a statement names it: views, types, operators and the like
 * @param views all views, if a statement that reads one may be read otherwise than it is changed
 */
public record Routines(Set<String> writers, Set<String> readers, Set<String> writingNames, Set<String> views) {
    public static final Routines NONE = new Routines(Set.of(), Set.of(), Set.of(), Set.of());

    public Routines {
        writers = Set.copyOf(writers);
        readers = Set.copyOf(readers);
        writingNames = Set.copyOf(writingNames);
        views = Set.copyOf(views);
    }

    /** @param harmless functions that only read and compute, in lower case */
    static Routines of(Dialect dialect, Connection connection, Set<String> harmless) throws SQLException {
        Set<String> writers = new HashSet<>();
        Set<String> columns = new HashSet<>();
        Map<String, String> readers = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(dialect.routinesQuery())) {
            while (row.next()) {
                String name = lower(row.getString(1));
                if (row.getBoolean(4)) {
                    columns.add(name);
                }
                if (harmless.contains(name)) {
                    continue;
                }
                if (row.getBoolean(2)) {
                    writers.add(name);
                } else {
                    add(readers, name, row.getString(3));
                }
            }
        }
        writers.addAll(callers(readers, writers));
        readers.keySet().removeAll(writers); // two of one name
        Map<String, String> views = writers.isEmpty()
                ? Map.of()
                : named(connection, dialect.callersQuery().orElse(dialect.viewsQuery()));
        Set<String> names = callers(views, writers);
        columns.retainAll(writers);
        names.addAll(columns);
        return new Routines(
                writers,
                readers.keySet(),
                names,
                dialect.queriesReadSnapshots()
                        ? named(connection, dialect.viewsQuery()).keySet()
                        : Set.of());
    }

    private static Map<String, String> named(Connection connection, String sql) throws SQLException {
        Map<String, String> texts = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                add(texts, lower(row.getString(1)), row.getString(2));
            }
        }
        return texts;
    }

    private static void add(Map<String, String> texts, String name, @Nullable String text) {
        texts.merge(name, text == null ? "" : lower(text), (one, other) -> one + ' ' + other);
    }

    /** The texts hold the names of what they call. */
    private static Set<String> callers(Map<String, String> texts, Set<String> writers) {
        Set<String> found = new HashSet<>();
        for (Set<String> called = writers; !called.isEmpty(); ) {
            Set<String> callers = new HashSet<>();
            for (Map.Entry<String, String> text : texts.entrySet()) {
                if (called.stream().anyMatch(name -> mentions(text.getValue(), name)) && found.add(text.getKey())) {
                    callers.add(text.getKey());
                }
            }
            called = callers;
        }
        return found;
    }

    /** Not as a part of another name. */
    private static boolean mentions(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean begins = at == 0 || !isOfName(text.charAt(at - 1)) || !isOfName(name.charAt(0));
            boolean ends = end == text.length() || !isOfName(text.charAt(end)) || !isOfName(text.charAt(end - 1));
            if (begins && ends) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfName(char c) {
        return Character.isJavaIdentifierPart(c);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
