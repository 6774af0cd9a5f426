package dev.assent.simulation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Transition;
import dev.assent.simulation.story.FailureGroup;
import dev.assent.simulation.world.Marker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the seeds of {@link BuildSeeds}, all of them even if one fails. */
class SimulationTest {
    /** Taken by the core's own random lives: what only a saga has, and a branch that does after all what it said it never can. */
    private static final Set<Transition> FOR_THE_CORE_ALONE = EnumSet.of(
            Transition.RECORD_COMMIT_BESIDE_FAILED,
            Transition.FAILED_BRANCH_COMMITTED,
            Transition.LAST_FAILED_BRANCH_COMMITTED,
            Transition.FAILED_BRANCH_ROLLED_BACK,
            Transition.LAST_FAILED_BRANCH_ROLLED_BACK,
            Transition.RESTORE_COMMIT_FAILED,
            Transition.RESTORE_ROLLBACK_FAILED);

    private static final String KEEP =
            "%n%nA seed that failed is kept: a line with its number and the reason in kept-seeds.txt%n".formatted();

    @Test
    void everySeedKeepsEveryPromiseAndTogetherTheyGoEverywhere() {
        BuildSeeds seeds = BuildSeeds.ofThisBuild();
        System.out.println(seeds.origin());
        List<SimulationFailure> failures = Collections.synchronizedList(new ArrayList<>());
        List<Report> reports = seeds.all().parallelStream()
                .flatMap(seed -> run(seed, failures))
                .toList();
        assertThat(FailureGroup.of(failures))
                .withFailMessage(() -> FailureGroup.of(failures).stream()
                        .map(FailureGroup::text)
                        .collect(joining("%n%n".formatted(), "%n".formatted(), KEEP)))
                .isEmpty();

        Set<Transition> neverTaken = EnumSet.allOf(Transition.class);
        Set<Marker> neverReached = EnumSet.allOf(Marker.class);
        for (Report report : reports) {
            neverTaken.removeAll(report.transitions());
            neverReached.removeAll(report.markers());
        }
        String figures = figures(seeds, reports);
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

    private static Stream<Report> run(long seed, List<SimulationFailure> failures) {
        try {
            return Stream.of(Simulation.run(seed));
        } catch (SimulationFailure failure) {
            failures.add(failure);
            return Stream.empty();
        }
    }

    private static String figures(BuildSeeds seeds, List<Report> reports) {
        return String.format(
                Locale.ROOT,
                "%s: %,d events, %,d faults, %,d transactions, %,d committed, %,d starts of the coordinator",
                seeds.origin(),
                reports.stream().mapToLong(Report::events).sum(),
                reports.stream().mapToLong(Report::faults).sum(),
                reports.stream().mapToLong(Report::begun).sum(),
                reports.stream().mapToLong(Report::committed).sum(),
                reports.stream().mapToLong(Report::lives).sum());
    }

    /** No saga's engine lives in the simulation; the core's own random lives have one, and take one step too rare for these seeds. */
    private static boolean isForTheCoreAlone(Transition transition) {
        return transition.name().startsWith("SAGA_") || FOR_THE_CORE_ALONE.contains(transition);
    }
}
