package dev.assent.simulation.story;

import dev.assent.simulation.Scenario;
import dev.assent.simulation.Simulation;
import dev.assent.simulation.SimulationFailure;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.Limits;
import dev.assent.simulation.world.Occurrence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks for the shortest run of a seed that breaks the same promise: cuts the end, leaves out transactions, kinds of
 * faults, and single faults, as long as it still breaks.
 */
public final class Shrinker {
    private static final int HALVINGS = 6;

    private final int budget;
    private int runs;
    private SimulationFailure best;

    private Shrinker(SimulationFailure first, int budget) {
        this.best = first;
        this.budget = budget;
    }

    /** @param budget the most runs to try */
    public static ShortStory shorten(SimulationFailure first, int budget) {
        Shrinker shrinker = new Shrinker(first, budget);
        shrinker.shrink();
        return ShortStory.of(first, shrinker.best, shrinker.runs);
    }

    private void shrink() {
        stillBreaks(new Limits(best.time(), Set.copyOf(best.faults()), Set.copyOf(best.transfers())));
        cutTheEnd();
        int before;
        do {
            before = size();
            Minimum.of(best.transfers(), this::enoughTransfers);
            leaveOutKinds();
            Minimum.of(best.faults(), this::enoughFaults);
        } while (size() < before && runs < budget);
    }

    private int size() {
        return best.faults().size() + best.transfers().size();
    }

    private void cutTheEnd() {
        for (int i = 0; i < HALVINGS; i++) {
            if (!stillBreaks(new Limits(best.scenario().limits().duration() / 2, faults(), transfers()))) {
                return;
            }
        }
    }

    private void leaveOutKinds() {
        for (Fault fault : Fault.values()) {
            List<Occurrence> others = best.faults().stream()
                    .filter(other -> other.fault() != fault)
                    .toList();
            if (others.size() < best.faults().size()) {
                enoughFaults(others);
            }
        }
    }

    private boolean enoughTransfers(List<String> transfers) {
        return stillBreaks(new Limits(best.scenario().limits().duration(), faults(), new LinkedHashSet<>(transfers)));
    }

    private boolean enoughFaults(List<Occurrence> faults) {
        return stillBreaks(new Limits(best.scenario().limits().duration(), new LinkedHashSet<>(faults), transfers()));
    }

    private Set<Occurrence> faults() {
        return best.faults().stream().collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> transfers() {
        return best.transfers().stream().collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean stillBreaks(Limits limits) {
        if (runs >= budget) {
            return false;
        }
        runs++;
        Optional<SimulationFailure> failure = run(best.scenario().with(limits));
        boolean same = failure.filter(found -> found.kind().equals(best.kind())).isPresent();
        if (same) {
            best = failure.get();
        }
        return same;
    }

    private static Optional<SimulationFailure> run(Scenario scenario) {
        try {
            Simulation.run(scenario);
            return Optional.empty();
        } catch (SimulationFailure failure) {
            return Optional.of(failure);
        }
    }
}
