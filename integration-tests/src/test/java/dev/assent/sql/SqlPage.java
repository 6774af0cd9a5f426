package dev.assent.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.assent.datasource.errors.Refusal;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.model.AssentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of docs/sql.md that the tests write. */
final class SqlPage {
    static final Path FILE = Path.of("..", "docs", "sql.md");
    static final String BEGIN = "<!-- from here on written by SqlPageTest -->\n";
    private static final List<DatabaseKind> COLUMNS =
            List.of(DatabaseKind.POSTGRES, DatabaseKind.H2, DatabaseKind.MARIADB);

    private final List<Line> lines;

    /** @param refusals by database; a database without an entry has no such statement */
    record Line(SqlCase one, Map<DatabaseKind, Optional<AssentException>> refusals) {
        private String cell(DatabaseKind kind) {
            Optional<AssentException> refusal = refusals.get(kind);
            return refusal == null ? "–" : refusal.map(AssentException::code).orElse("yes");
        }

        private String sql() {
            List<String> texts = COLUMNS.stream()
                    .filter(kind -> one.texts().containsKey(kind))
                    .map(one.texts()::get)
                    .map(Objects::requireNonNull)
                    .distinct()
                    .toList();
            return texts.stream().map(text -> cell(text, texts.size() > 1)).collect(Collectors.joining("<br>"));
        }

        private String cell(String text, boolean isNamed) {
            String databases = COLUMNS.stream()
                    .filter(kind -> text.equals(one.texts().get(kind)))
                    .map(SqlPage::name)
                    .collect(Collectors.joining(", "));
            String code = Stream.of(text.split(" ;; ", -1))
                    .map(sql -> sql.contains("`") ? "`` " + sql + " ``" : "`" + sql + "`")
                    .collect(Collectors.joining("; "))
                    .replace("|", "\\|");
            return isNamed ? databases + ": " + code : code;
        }
    }

    SqlPage(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    /** What the page shows now. */
    static String shown() throws IOException {
        String text = Files.readString(FILE, UTF_8);
        return text.substring(text.indexOf(BEGIN) + BEGIN.length());
    }

    private static String name(DatabaseKind kind) {
        return switch (kind) {
            case H2 -> "H2";
            case POSTGRES -> "PostgreSQL";
            case MARIADB -> "MariaDB";
        };
    }

    String text() {
        List<String> text = new ArrayList<>();
        text.add("");
        text.add("| Accepted, of | " + row(SqlPage::name) + " |");
        text.add("|---|---|---|---|");
        text.add("| statements that frameworks emit by themselves | " + row(kind -> count(kind, SqlCase::isEmitted))
                + " |");
        text.add("| forms of SQL | " + row(kind -> count(kind, one -> !one.isEmitted())) + " |");
        String section = "";
        for (Line line : lines) {
            if (!line.one().section().equals(section)) {
                section = line.one().section();
                text.addAll(List.of(
                        "", "### " + section, "", "| | SQL | " + row(SqlPage::name) + " |", "|---|---|---|---|---|"));
            }
            text.add("| " + line.one().name() + " | " + line.sql() + " | " + row(line::cell) + " |");
        }
        text.addAll(List.of(
                "", "### Why not", "", "| Code | The statement is refused because | Way out |", "|---|---|---|"));
        reasons().forEach((code, reason) -> text.add("| " + code + " | " + reason + " |"));
        return String.join("\n", text) + "\n";
    }

    private static String row(java.util.function.Function<DatabaseKind, String> cell) {
        return COLUMNS.stream().map(cell).collect(Collectors.joining(" | "));
    }

    private String count(DatabaseKind kind, Predicate<SqlCase> which) {
        List<String> cells = lines.stream()
                .filter(line -> which.test(line.one()))
                .map(line -> line.cell(kind))
                .filter(cell -> !cell.equals("–"))
                .toList();
        return cells.stream().filter("yes"::equals).count() + " of " + cells.size();
    }

    private Map<String, String> reasons() {
        Map<String, String> reasons = new TreeMap<>();
        for (Line line : lines) {
            for (DatabaseKind kind : COLUMNS) {
                Optional<AssentException> refusal = line.refusals().getOrDefault(kind, Optional.empty());
                refusal.ifPresent(error -> reasons.putIfAbsent(error.code(), reason(error)));
            }
        }
        return reasons;
    }

    private static String reason(AssentException error) {
        return Stream.of(Refusal.values())
                .filter(refusal -> refusal.code().equals(error.code()))
                .map(refusal -> refusal.why() + " | " + refusal.wayOut())
                .findFirst()
                .orElseGet(() -> {
                    String sentence = String.valueOf(error.getMessage())
                            .substring(error.code().length() + 2);
                    int end = sentence.indexOf(". ");
                    return end < 0
                            ? sentence + " | "
                            : sentence.substring(0, end) + " | " + sentence.substring(end + 2);
                });
    }
}
