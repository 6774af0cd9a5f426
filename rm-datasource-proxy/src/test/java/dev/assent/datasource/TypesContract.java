package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.client.XidContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every type that the database's catalogue names, with every value of a list that the type takes: its values come back, or the
 * first statement is refused and names the column and the type.
 */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class TypesContract extends AtContract {
    /** What many types take, as literals; a type that takes none of them needs one of its own here. */
    private static final List<String> TEXTS = List.of(
            "''",
            "'a'",
            "'A b '",
            "'1'",
            "'-1'",
            "'0'",
            "'-0'",
            "'1.50'",
            "'123456789.123456789'",
            "'1e300'",
            "'0.1'",
            "'NaN'",
            "'infinity'",
            "'true'",
            "'2020-02-29'",
            "'2020-02-29 10:11:12.123456'",
            "'1999-07-31 23:59:59+02:00'",
            "'10:11:12.5'",
            "'10:11:12+02:00'",
            "'1 day 02:03:04'",
            "'00000000-0000-0000-0000-00000000000a'",
            "'{\"a\": [1, null]}'",
            "'10101010'",
            "'2020'",
            "'[1, 2]'");

    /** A row of columns of more types would be too large for some databases. */
    private static final int AT_ONCE = 150;

    /** Each has a name of its own: what was known of an earlier one may be used for a second. */
    private int tables;

    /** The types to try, as they stand in CREATE TABLE. */
    protected abstract List<String> types() throws SQLException;

    /** More literals than the common ones. */
    protected abstract List<String> literals();

    /** The types that are refused. */
    protected abstract List<String> refused() throws SQLException;

    /** A statement after which values of many types are spelt otherwise on this connection. */
    protected abstract String otherSettings();

    /** An expression for a column that tells one value from another. */
    protected String exactly(String column) {
        return column;
    }

    @Test
    void everyTypeOfTheCatalogueComesBackOrIsRefused() throws SQLException {
        Map<String, List<String>> types = new LinkedHashMap<>();
        for (String type : types()) {
            List<String> values = taken(type);
            if (!values.isEmpty()) {
                types.put(type, values);
            }
        }
        List<String> refused = new ArrayList<>();
        Map<String, List<String>> together = new LinkedHashMap<>();
        for (Map.Entry<String, List<String>> type : types.entrySet()) {
            together.put(type.getKey(), type.getValue());
            if (together.size() == AT_ONCE) {
                refused.addAll(refusedOrBack(together));
                together.clear();
            }
        }
        refused.addAll(refusedOrBack(together));
        assertThat(refused).containsExactlyInAnyOrderElementsOf(refused());
        assertThat(types).hasSizeGreaterThan(20 + refused.size());
    }

    private List<String> refusedOrBack(Map<String, List<String>> some) throws SQLException {
        Map<String, List<String>> types = new LinkedHashMap<>(some);
        List<String> refused = refusedOf(types);
        types.keySet().removeAll(refused);
        String kept = "kept" + ++tables;
        create(kept, types);
        List<String> before = texts(kept, types);
        globally(List.of("DELETE FROM " + kept + " WHERE id >= 0"));
        rollBackGlobally();
        assertSame(texts(kept, types), before);
        forget();

        run("DELETE FROM " + kept + " WHERE id > 9");
        List<String> few = texts(kept, types);
        List<String> statements = new ArrayList<>();
        for (int id = 0; id < 30; id++) {
            List<String> row = row(types, id);
            statements.add(insert(kept, 100 + id, row));
            if (id < 10) {
                statements.add("UPDATE " + kept + " SET "
                        + IntStream.range(0, row.size())
                                .mapToObj(i -> "v" + i + " = " + row.get(i))
                                .collect(Collectors.joining(", "))
                        + " WHERE id = " + (9 - id));
            }
        }
        globally(statements);
        rollBackGlobally();
        assertSame(texts(kept, types), few);
        forget();
        run("DROP TABLE " + kept);
        return refused;
    }

    /** The types whose column cannot even be set to NULL; all others come back from that. */
    private List<String> refusedOf(Map<String, List<String>> types) throws SQLException {
        String tried = "tried" + ++tables;
        create(tried, types);
        List<String> before = texts(tried, types);
        List<String> refused = new ArrayList<>();
        globally(statement -> {
            int column = 0;
            for (String type : types.keySet()) {
                String name = "v" + column++;
                try {
                    statement.executeUpdate("UPDATE " + tried + " SET " + name + " = NULL");
                } catch (SQLException e) {
                    assertThat(e.getMessage())
                            .as(type)
                            .startsWith("ASN-4305: ")
                            .containsIgnoringCase("column " + name + ' ')
                            .contains("its type is ");
                    refused.add(type);
                }
            }
        });
        rollBackGlobally();
        assertSame(texts(tried, types), before);
        forget();
        run("DROP TABLE " + tried);
        return refused;
    }

    /** A table with a column for each type, and rows with all values that the types take. */
    private void create(String table, Map<String, List<String>> types) throws SQLException {
        int column = 0;
        StringBuilder columns = new StringBuilder("id INT PRIMARY KEY");
        for (String type : types.keySet()) {
            columns.append(", v").append(column++).append(' ').append(type);
        }
        List<String> statements = new ArrayList<>(List.of("CREATE TABLE " + table + " (" + columns + ")"));
        int rows = types.values().stream().mapToInt(List::size).max().orElse(0);
        for (int id = 0; id < rows; id++) {
            statements.add(insert(table, id, row(types, id)));
        }
        run(statements.toArray(String[]::new));
    }

    private static String insert(String table, int id, List<String> row) {
        return Stream.concat(Stream.of(String.valueOf(id)), row.stream())
                .collect(Collectors.joining(", ", "INSERT INTO " + table + " VALUES (", ")"));
    }

    private static List<String> row(Map<String, List<String>> types, int id) {
        return types.values().stream()
                .map(values -> values.get(id % values.size()))
                .toList();
    }

    /** The literals that a type takes; none if it is not the type of a column. */
    protected List<String> taken(String type) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection c = target().getConnection();
                Statement s = c.createStatement()) {
            try {
                s.execute("CREATE TABLE taken (v " + type + ")");
            } catch (SQLException e) {
                return values;
            }
            for (String literal : all()) {
                if (takes(s, literal)) {
                    values.add(literal);
                }
            }
            s.execute("DROP TABLE taken");
        }
        return values;
    }

    protected final List<String> all() {
        List<String> all = new ArrayList<>(TEXTS);
        all.addAll(literals());
        return all;
    }

    private static boolean takes(Statement statement, String literal) {
        try {
            return statement.executeUpdate("INSERT INTO taken VALUES (" + literal + ")") == 1;
        } catch (SQLException e) {
            return false; // the type has no such value
        }
    }

    private List<String> texts(String table, Map<String, List<String>> types) throws SQLException {
        String columns =
                IntStream.range(0, types.size()).mapToObj(i -> exactly("v" + i)).collect(Collectors.joining(", "));
        try (Connection c = target().getConnection();
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("SELECT " + columns + " FROM " + table + " ORDER BY id")) {
            List<String> rows = new ArrayList<>();
            while (r.next()) {
                for (int i = 1; i <= types.size(); i++) {
                    rows.add(List.copyOf(types.keySet()).get(i - 1) + ": " + text(r, i));
                }
            }
            return rows;
        }
    }

    private static void assertSame(List<String> now, List<String> before) {
        assertThat(now).hasSameSizeAs(before);
        assertThat(IntStream.range(0, now.size())
                        .filter(i -> !now.get(i).equals(before.get(i)))
                        .mapToObj(i -> before.get(i) + " is now " + now.get(i)))
                .isEmpty();
    }

    private static String text(ResultSet row, int column) throws SQLException {
        try {
            return row.getString(column);
        } catch (SQLException e) {
            return Arrays.toString(row.getBytes(column)); // the type has no text
        }
    }

    private void forget() throws SQLException {
        branches.forget();
        run("DELETE FROM undo_log WHERE log_status <> 2"); // the numbers of branches begin anew
    }

    private void globally(List<String> statements) throws SQLException {
        globally(statement -> {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        });
    }

    /** On a connection with other settings than phase two will have. */
    private void globally(Statements work) throws SQLException {
        try (Connection c = at().getConnection();
                Statement s = c.createStatement()) {
            s.execute(otherSettings());
            c.setAutoCommit(false);
            try (XidContext.Scope scope = XidContext.bind(XID)) {
                work.run(s);
                c.commit();
            } catch (SQLException e) {
                c.rollback();
                throw e;
            }
        }
    }

    private interface Statements {
        void run(Statement statement) throws SQLException;
    }
}
