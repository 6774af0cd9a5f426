package dev.assent.demo.run;

import dev.assent.demo.audit.Violation;
import dev.assent.demo.run.Attempt.StateAtKill;
import dev.assent.demo.run.Tally.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The table that is printed at the end. */
public final class Report {
    private static final int WIDTH = 52;
    private static final int SHOWN = 20;

    private final StringBuilder text = new StringBuilder();

    private Report() {}

    public static String of(Outcome outcome) {
        Report report = new Report();
        report.endings(outcome.tally());
        report.retries(outcome.tally());
        report.kill(outcome);
        report.latencies(outcome);
        report.audit(outcome);
        return report.text.toString();
    }

    private void endings(Tally tally) {
        row(0, "purchases", tally.ended());
        for (Ending ending : Ending.values()) {
            if (tally.count(ending) > 0) {
                row(1, ending.words(), tally.count(ending));
            }
        }
    }

    private void retries(Tally tally) {
        row(0, "tried again", tally.retries());
        for (Retry retry : Retry.values()) {
            if (tally.count(retry) > 0) {
                row(1, retry.words(), tally.count(retry));
            }
        }
    }

    private void kill(Outcome outcome) {
        row(0, "coordinator killed and back after", seconds(outcome.restart()));
        state("undecided at the kill", outcome.tally().atKill(StateAtKill.UNDECIDED));
        state("ending asked for, unanswered at the kill", outcome.tally().atKill(StateAtKill.UNANSWERED));
        state("begun, no local commit yet, at the kill", outcome.tally().atKill(StateAtKill.BEGUN));
    }

    private void state(String title, Map<Ending, Integer> endings) {
        row(1, title, endings.values().stream().mapToInt(Integer::intValue).sum());
        new TreeMap<>(endings).forEach((ending, count) -> row(2, ending.words(), count));
    }

    private void latencies(Outcome outcome) {
        row(0, "latency of a committed purchase, p50", millis(outcome.tally().percentile(50)));
        row(0, "latency of a committed purchase, p99", millis(outcome.tally().percentile(99)));
        row(0, "time for all purchases", seconds(outcome.took()));
    }

    private void audit(Outcome outcome) {
        text.append('\n').append("Audit of the three databases\n");
        for (Violation.Kind kind : Violation.Kind.values()) {
            long found = outcome.violations().stream()
                    .filter(violation -> violation.kind() == kind)
                    .count();
            text.append(found == 0 ? "  holds    " : "  BROKEN   ")
                    .append(kind.promise())
                    .append(found == 0 ? "" : " (" + found + " violations)")
                    .append('\n');
        }
        List<String> shortcomings = outcome.shortcomings();
        if (!shortcomings.isEmpty()) {
            text.append('\n');
            shortcomings.stream()
                    .limit(SHOWN)
                    .forEach(line -> text.append("  ").append(line).append('\n'));
            if (shortcomings.size() > SHOWN) {
                text.append("  and ").append(shortcomings.size() - SHOWN).append(" more\n");
            }
        }
    }

    private void row(int depth, String what, int count) {
        row(depth, what, String.format(Locale.ROOT, "%,d", count));
    }

    private void row(int depth, String what, String value) {
        String indent = "  ".repeat(depth + 1);
        String format = "%-" + WIDTH + "s%10s%n";
        text.append(format.formatted(indent + what, value));
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
    }
}
