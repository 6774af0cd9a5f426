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

/**
 * The functions that a database's users have added to it: one may have the name of a function that the database brings along,
 * and may hide in a view. All names are in lower case.
 *
 * @param writers functions that may change rows
 * @param readers functions that the database lets only read and compute
 * @param writingViews views that call a writer, directly or by another view
 * @param views all views, if a statement that reads one may be read otherwise than it is changed
 */
public record Routines(Set<String> writers, Set<String> readers, Set<String> writingViews, Set<String> views) {
    public static final Routines NONE = new Routines(Set.of(), Set.of(), Set.of(), Set.of());

    public Routines {
        writers = Set.copyOf(writers);
        readers = Set.copyOf(readers);
        writingViews = Set.copyOf(writingViews);
        views = Set.copyOf(views);
    }

    /** @param harmless functions that only read and compute, in lower case */
    static Routines of(Dialect dialect, Connection connection, Set<String> harmless) throws SQLException {
        Set<String> writers = new HashSet<>();
        Set<String> readers = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(dialect.routinesQuery())) {
            while (row.next()) {
                (row.getBoolean(2) ? writers : readers).add(lower(row.getString(1)));
            }
        }
        writers.removeAll(harmless);
        readers.removeAll(writers); // two of one name
        boolean asked = !writers.isEmpty() || dialect.queriesReadSnapshots();
        Map<String, String> views = asked ? views(dialect, connection) : Map.of();
        return new Routines(
                writers, readers, callers(views, writers), dialect.queriesReadSnapshots() ? views.keySet() : Set.of());
    }

    private static Map<String, String> views(Dialect dialect, Connection connection) throws SQLException {
        Map<String, String> texts = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(dialect.viewsQuery())) {
            while (row.next()) {
                texts.put(lower(row.getString(1)), lower(String.valueOf(row.getString(2))));
            }
        }
        return texts;
    }

    /** The texts of views hold the names of what they call. */
    private static Set<String> callers(Map<String, String> texts, Set<String> writers) {
        Set<String> found = new HashSet<>();
        for (Set<String> called = writers; !called.isEmpty(); ) {
            Set<String> callers = new HashSet<>();
            for (Map.Entry<String, String> view : texts.entrySet()) {
                if (called.stream().anyMatch(view.getValue()::contains) && found.add(view.getKey())) {
                    callers.add(view.getKey());
                }
            }
            called = callers;
        }
        return found;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
