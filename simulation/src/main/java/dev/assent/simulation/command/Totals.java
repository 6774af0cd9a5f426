package dev.assent.simulation.command;

import dev.assent.simulation.Report;
import dev.assent.simulation.world.Marker;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** What all seeds came to together. Any thread may add. */
final class Totals {
    private static final int ENOUGH = 1000;

    private final Set<Marker> missing = EnumSet.allOf(Marker.class);
    private long seeds;
    private long events;
    private long faults;
    private long begun;
    private long committed;
    private long lives;
    private long nanos;

    synchronized void add(Report report) {
        seeds++;
        events += report.events();
        faults += report.faults();
        begun += report.begun();
        committed += report.committed();
        lives += report.lives();
        nanos += report.nanos();
        missing.removeAll(report.markers());
    }

    synchronized String text(Duration elapsed) {
        double seconds = Math.max(1, elapsed.toMillis()) / 1000.0;
        return """
                %,d seeds kept every promise, in %.1f s (%.0f seeds per second)
                  %,d events, %,d faults (%,.0f per second), %,d starts of the coordinator
                  %,d transactions, %,d committed, in %.1f hours of simulated time
                %s""".formatted(
                        seeds,
                        seconds,
                        seeds / seconds,
                        events,
                        faults,
                        faults / seconds,
                        lives,
                        begun,
                        committed,
                        nanos / 3.6e12,
                        notReached());
    }

    /** A few seeds cannot reach all of them, and say nothing by that. */
    private String notReached() {
        return seeds < ENOUGH
                ? ""
                : "  rare situations not reached: %s%n"
                        .formatted(missing.isEmpty() ? "none of " + Marker.values().length : missing);
    }
}
