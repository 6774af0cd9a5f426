package dev.assent.benchmarks.at;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One measurement.
 *
 * @param cpuMicros of the application's process, per purchase
 * @param p50 of one purchase, in microseconds
 * @param undoLeft undo rows that were not dropped when the load stopped, per hundred that were written
 */
public record AtRow(
        double perSecond, double cpuMicros, double p50, double p99, double slowest, double errors, double undoLeft) {
    public static final String HEAD = String.format(
            "%-34s | %8s %7s | %9s | %8s %8s %9s | %7s | %6s",
            "", "/s", "floor x", "client us", "p50 us", "p99 us", "slowest", "undo %", "errors");

    /** @param undoRows how many stand there when the load has stopped */
    public static AtRow parse(String line, long undoRows) {
        Map<String, Double> values = new HashMap<>();
        for (String pair : line.split(" ", -1)) {
            String[] both = pair.split("=", 2);
            values.put(both[0], Double.parseDouble(both[1]));
        }
        return new AtRow(
                get(values, "perSecond"),
                get(values, "cpuMicros"),
                get(values, "p50"),
                get(values, "p99"),
                get(values, "slowest"),
                get(values, "errors"),
                100.0 * undoRows / (2 * get(values, "made")));
    }

    private static double get(Map<String, Double> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    public String line(String name, double floor) {
        return String.format(
                Locale.ROOT,
                "%-34s | %8.0f %7.2f | %9.0f | %8.0f %8.0f %9.0f | %7.1f | %6.0f",
                name,
                perSecond,
                perSecond / floor,
                cpuMicros,
                p50,
                p99,
                slowest,
                undoLeft,
                errors);
    }
}
