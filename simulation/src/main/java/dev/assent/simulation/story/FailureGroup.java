package dev.assent.simulation.story;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.assent.simulation.FailureKind;
import dev.assent.simulation.SimulationFailure;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * All failures of one kind.
 *
 * @param failures at least one, in the order of their seeds
 */
public record FailureGroup(FailureKind kind, List<SimulationFailure> failures) {
    private static final int SEEDS_NAMED = 20;

    public FailureGroup {
        failures = List.copyOf(failures);
    }

    /** The kind with the most failures comes first. */
    public static List<FailureGroup> of(Collection<SimulationFailure> failures) {
        return failures.stream().collect(groupingBy(SimulationFailure::kind)).entrySet().stream()
                .map(kind -> new FailureGroup(
                        kind.getKey(),
                        kind.getValue().stream()
                                .sorted(Comparator.comparingLong(FailureGroup::seed))
                                .toList()))
                .sorted(Comparator.comparingInt((FailureGroup group) -> -group.failures.size())
                        .thenComparing(group -> group.kind.toString()))
                .toList();
    }

    public SimulationFailure first() {
        return failures.get(0);
    }

    /** How many, what, which seeds, the sentence of the first, and how to see that one again. */
    public String text() {
        String seeds = failures.stream()
                .limit(SEEDS_NAMED)
                .map(failure -> Long.toString(seed(failure)))
                .collect(joining(", "));
        int more = failures.size() - SEEDS_NAMED;
        return """
                %,d %s: %s
                  seeds: %s%s
                  seed %d: %s
                  again: ./assent simulate --seed %d --seeds 1""".formatted(
                        failures.size(),
                        failures.size() == 1 ? "failure" : "failures",
                        kind,
                        seeds,
                        more > 0 ? " and %,d more".formatted(more) : "",
                        seed(first()),
                        first().sentence(),
                        seed(first()));
    }

    private static long seed(SimulationFailure failure) {
        return failure.scenario().seed();
    }
}
