package dev.assent.fuzz.run;

import dev.assent.demo.DatabaseName;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.fuzz.judge.Difference;
import java.util.ArrayList;
import java.util.List;

/** What a run has found, for people: each failure once, with how to see it again. */
public final class Report {
    private static final int MOST_DETAILS = 6;

    private Report() {}

    /** @param features as the option is spelt; empty if every feature may be drawn */
    public static String of(Findings findings, DatabaseKind kind, String features) {
        List<String> lines = new ArrayList<>();
        Difference.Kind last = null;
        for (Failure failure : findings.failures()) {
            if (failure.kind() != last) {
                last = failure.kind();
                lines.add("");
                lines.add(last + ": " + last.sentence());
            }
            lines.add("");
            lines.add("  %d times, with %s"
                    .formatted(
                            failure.times(), failure.because().isEmpty() ? "ordinary statements" : failure.because()));
            failure.shortest().lines().forEach(line -> lines.add("    " + line.replace("\n", "\\n")));
            failure.details().stream().limit(MOST_DETAILS).forEach(line -> lines.add("  > " + line));
            lines.add("  ./assent fuzz-sql --db %s%s --transactions 1 --seed %d"
                    .formatted(DatabaseName.of(kind), features, failure.seed()));
        }
        if (!lines.isEmpty()) {
            lines.add("");
        }
        findings.invalid().forEach((why, times) -> lines.add("%d schemas could not be made: %s".formatted(times, why)));
        lines.add("%,d transactions, %s".formatted(findings.transactions(), findings.tally()));
        lines.add("%,d transactions with differences, of %d kinds"
                .formatted(findings.differing(), findings.failures().size()));
        return String.join(System.lineSeparator(), lines);
    }
}
