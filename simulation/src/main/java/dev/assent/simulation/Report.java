package dev.assent.simulation;

import dev.assent.core.Transition;
import dev.assent.simulation.world.Marker;
import java.util.Set;

/**
 * What one seed came to.
 *
 * @param hash of all that happened: equal seeds have equal hashes, in every JVM
 * @param events that took place
 * @param nanos of virtual time
 * @param faults that happened
 * @param lives how often the coordinator was started
 */
public record Report(
        long seed,
        long hash,
        long events,
        long nanos,
        int faults,
        int lives,
        int begun,
        int committed,
        int failedForGood,
        Set<Transition> transitions,
        Set<Marker> markers) {
    public Report {
        transitions = Set.copyOf(transitions);
        markers = Set.copyOf(markers);
    }
}
