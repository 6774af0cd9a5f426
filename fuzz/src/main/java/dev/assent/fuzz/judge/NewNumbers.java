package dev.assent.fuzz.judge;

import dev.assent.fuzz.script.Scenario;
import dev.assent.fuzz.script.Sql;
import dev.assent.fuzz.server.Dump;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Values that the database has chosen. Two runs of a transaction need not choose the same, but in the same order. */
final class NewNumbers {
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE [`\"]?([^`\"(]+?)[`\"]? \\(.*", Pattern.DOTALL);
    private static final Pattern CHOSEN =
            Pattern.compile("(\\w+) (?:BIGINT|INT) (?:AUTO_INCREMENT|GENERATED (?:BY DEFAULT|ALWAYS) AS IDENTITY)");

    private final Map<String, Set<String>> columns;
    private final Dump start;

    private NewNumbers(Map<String, Set<String>> columns, Dump start) {
        this.columns = columns;
        this.start = start;
    }

    /** @param start what was there before the transaction */
    static NewNumbers of(Scenario scenario, Dump start) {
        Map<String, Set<String>> columns = new TreeMap<>();
        for (Sql sql : scenario.schema()) {
            Matcher table = TABLE.matcher(sql.text());
            if (table.matches()) {
                Set<String> chosen = CHOSEN.matcher(sql.text())
                        .results()
                        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
                columns.put(table.group(1).toLowerCase(Locale.ROOT), chosen);
            }
        }
        columns.values().removeIf(Set::isEmpty);
        return new NewNumbers(columns, start);
    }

    boolean areChosen() {
        return !columns.isEmpty();
    }

    /** The data are the same except for the numbers. */
    boolean haveParted(Dump one, Dump other) {
        return !one.equals(other) && inOrder(one).equals(inOrder(other));
    }

    private Dump inOrder(Dump dump) {
        SortedMap<String, List<SortedMap<String, String>>> all = new TreeMap<>();
        dump.tables().forEach((table, rows) -> {
            List<SortedMap<String, String>> found = rows;
            for (String column : columns.getOrDefault(table.substring(table.indexOf('.') + 1), Set.of())) {
                found = inOrder(found, column, values(start.tables().getOrDefault(table, List.of()), column));
            }
            all.put(table, found);
        });
        return new Dump(all);
    }

    private static List<SortedMap<String, String>> inOrder(
            List<SortedMap<String, String>> rows, String column, List<String> known) {
        List<String> come = new ArrayList<>(values(rows, column));
        come.removeAll(known);
        come.sort(Comparator.comparing(BigInteger::new));
        return rows.stream()
                .map(row -> {
                    SortedMap<String, String> changed = new TreeMap<>(row);
                    changed.computeIfPresent(
                            column, (name, value) -> come.contains(value) ? "chosen " + come.indexOf(value) : value);
                    return changed;
                })
                .sorted(Comparator.comparing(String::valueOf))
                .toList();
    }

    private static List<String> values(List<SortedMap<String, String>> rows, String column) {
        return rows.stream().flatMap(row -> Stream.ofNullable(row.get(column))).toList();
    }
}
