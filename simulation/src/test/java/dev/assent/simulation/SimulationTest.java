package dev.assent.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Transition;
import dev.assent.simulation.world.Marker;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The same seeds in every build. More of them: {@code -Dassent.simulation.seeds=10000 -Dassent.simulation.first=1000}.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("assent.simulation.first", 1);
    private static final int SEEDS = Integer.getInteger("assent.simulation.seeds", 2000);

    @Test
    void everySeedKeepsEveryPromiseAndTogetherTheyGoEverywhere() {
        List<Report> reports = LongStream.range(FIRST, FIRST + SEEDS)
                .parallel()
                .mapToObj(Simulation::run)
                .toList();

        Set<Transition> neverTaken = EnumSet.allOf(Transition.class);
        Set<Marker> neverReached = EnumSet.allOf(Marker.class);
        for (Report report : reports) {
            neverTaken.removeAll(report.transitions());
            neverReached.removeAll(report.markers());
        }
        String figures = figures(reports);
        System.out.println(figures);
        int markers = Marker.values().length;
        Figures.publish(
                "simulation",
                List.of(
                        "- **Simulation** (`SimulationTest`): " + figures + '.',
                        "- **Rare situations** that the simulation must reach: %d, of which %d were reached."
                                .formatted(markers, markers - neverReached.size())));
        neverTaken.removeIf(SimulationTest::isForTheCoreAlone);
        assertThat(neverTaken).isEmpty();
        assertThat(neverReached).isEmpty();
    }

    private static String figures(List<Report> reports) {
        return String.format(
                Locale.ROOT,
                "seeds %d to %d: %,d events, %,d faults, %,d transactions, %,d committed, %,d lives of the coordinator",
                FIRST,
                FIRST + SEEDS - 1,
                reports.stream().mapToLong(Report::events).sum(),
                reports.stream().mapToLong(Report::faults).sum(),
                reports.stream().mapToLong(Report::begun).sum(),
                reports.stream().mapToLong(Report::committed).sum(),
                reports.stream().mapToLong(Report::lives).sum());
    }

    /** No saga's engine lives in the simulation; the core's own random lives have one, and take one step too rare for these seeds. */
    private static boolean isForTheCoreAlone(Transition transition) {
        return transition.name().startsWith("SAGA_") || transition == Transition.TELL_TO_COMMIT_BESIDE_FAILED;
    }
}
