package dev.assent.chaos.run;

import java.util.List;

/** The table that is printed at the end. */
public final class Report {
    private static final int SHOWN = 20;

    private Report() {}

    public static String of(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        Figures.of(outcome).byName().forEach((name, value) -> text.append("  %-52s%10s%n".formatted(name, value)));
        text.append('\n').append("Audit\n");
        for (Promise promise : Promise.values()) {
            List<Finding> broken = outcome.findings().stream()
                    .filter(finding -> finding.promise() == promise)
                    .toList();
            text.append(broken.isEmpty() ? "  holds    " : "  BROKEN   ")
                    .append(promise.words())
                    .append(broken.isEmpty() ? "" : " (" + broken.size() + " violations)")
                    .append('\n');
            broken.stream()
                    .limit(SHOWN)
                    .forEach(finding -> text.append("             ")
                            .append(finding.sentence())
                            .append('\n'));
        }
        return text.toString();
    }
}
