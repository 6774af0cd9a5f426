package dev.assent.fuzz.judge;

import dev.assent.fuzz.script.Scenario;
import dev.assent.fuzz.server.Dump;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Keys that the database has chosen. Two runs of a transaction need not choose the same, but in the same order. */
final class NewNumbers {
    private static final String KEY = "id";
    private static final Pattern CHOSEN =
            Pattern.compile("CREATE TABLE [`\"]?([^`\"(]+?)[`\"]? \\(id BIGINT (?:AUTO_INCREMENT|GENERATED) ?.*");

    private final Set<String> tables;
    private final Dump start;

    private NewNumbers(Set<String> tables, Dump start) {
        this.tables = tables;
        this.start = start;
    }

    /** @param start what was there before the transaction */
    static NewNumbers of(Scenario scenario, Dump start) {
        return new NewNumbers(
                scenario.schema().stream()
                        .map(sql -> CHOSEN.matcher(sql.text()))
                        .filter(Matcher::matches)
                        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                start);
    }

    boolean areChosen() {
        return !tables.isEmpty();
    }

    /** The data are the same but for the numbers. */
    boolean haveParted(Dump one, Dump other) {
        return !one.equals(other) && inOrder(one).equals(inOrder(other));
    }

    private SortedMap<String, List<SortedMap<String, String>>> inOrder(Dump dump) {
        SortedMap<String, List<SortedMap<String, String>>> all = new TreeMap<>();
        dump.tables().forEach((table, rows) -> {
            boolean chosen = tables.contains(table.substring(table.indexOf('.') + 1));
            all.put(table, chosen ? inOrder(rows, start.tables().getOrDefault(table, List.of())) : rows);
        });
        return all;
    }

    private static List<SortedMap<String, String>> inOrder(
            List<SortedMap<String, String>> rows, List<SortedMap<String, String>> before) {
        Set<String> known = before.stream().map(row -> row.get(KEY)).collect(Collectors.toSet());
        List<SortedMap<String, String>> old = new ArrayList<>();
        List<SortedMap<String, String>> come = new ArrayList<>();
        rows.forEach(row -> (known.contains(row.get(KEY)) ? old : come).add(row));
        come.stream()
                .sorted((one, other) -> new BigInteger(one.get(KEY)).compareTo(new BigInteger(other.get(KEY))))
                .map(TreeMap::new)
                .forEach(row -> {
                    row.put(KEY, "chosen");
                    old.add(row);
                });
        return old;
    }
}
