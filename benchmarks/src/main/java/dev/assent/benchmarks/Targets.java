package dev.assent.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of targets: what was promised beside what was measured. */
final class Targets {
    private final List<Line> lines = new ArrayList<>();

    /** @param bound the least that meets the target */
    void atLeast(String what, double bound, double measured) {
        lines.add(new Line(what, "≥", bound, measured, measured >= bound));
    }

    /** @param bound the most that meets the target */
    void atMost(String what, double bound, double measured) {
        lines.add(new Line(what, "≤", bound, measured, measured <= bound));
    }

    /** Prints the table. A missed target is shown with its factor, measured divided by bound. */
    void print() {
        if (lines.isEmpty()) {
            return;
        }
        System.out.printf(Locale.ROOT, "%n%-74s %12s %12s  %s%n", "target", "bound", "measured", "met");
        for (Line line : lines) {
            System.out.printf(
                    Locale.ROOT,
                    "%-74s %1s %10.2f %12.2f  %s%n",
                    line.what,
                    line.sign,
                    line.bound,
                    line.measured,
                    line.met ? "yes" : String.format(Locale.ROOT, "NO, %.2f x", line.measured / line.bound));
        }
        long met = lines.stream().filter(Line::met).count();
        System.out.printf("%d of %d targets met%n", met, lines.size());
    }

    private record Line(String what, String sign, double bound, double measured, boolean met) {}
}
