package dev.assent.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Log files in which MyBatis, Hibernate or Spring's JdbcTemplate have written their statements. */
final class SqlLogs implements Reader {
    private static final List<Pattern> LINES = List.of(
            Pattern.compile(".*==>\\s+Preparing: (.+)"),
            Pattern.compile(".*\\bHibernate: (\\S.+)"),
            Pattern.compile(".*\\borg\\.hibernate\\.SQL\\b[^:]*: (\\S.+)"),
            Pattern.compile(".*Executing (?:prepared )?SQL (?:statement|update|query|batch update) \\[(.+)]"));

    private static final Pattern CHANGING =
            Pattern.compile("(?:insert|update|delete|merge|replace|call|with)\\b.*", Pattern.CASE_INSENSITIVE);

    private final Statements statements;

    SqlLogs(Statements statements) {
        this.statements = statements;
    }

    @Override
    public boolean takes(Application.Entry file) {
        return file.name().endsWith(".log");
    }

    @Override
    public void read(Application.Entry file, Findings findings) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(file.content().open(), StandardCharsets.ISO_8859_1))) { // takes any bytes
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                line(file.name(), line);
            }
        }
    }

    private void line(String place, String line) {
        for (Pattern pattern : LINES) {
            Matcher matcher = pattern.matcher(line);
            if (matcher.matches()) {
                if (CHANGING.matcher(matcher.group(1)).matches()) {
                    statements.sent(place, matcher.group(1));
                }
                return;
            }
        }
    }
}
