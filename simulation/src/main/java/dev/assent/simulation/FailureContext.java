package dev.assent.simulation;

import dev.assent.simulation.world.Occurrence;
import java.util.List;

/**
 * The circumstances in which a promise was broken.
 *
 * @param setting the faults, the work and the coordinator of this seed
 * @param time when it was seen, in nanoseconds since the world began
 * @param faults that had happened
 * @param transfers the transactions that had begun, by name
 * @param lastLines of the trace
 */
record FailureContext(
        String setting, long time, List<Occurrence> faults, List<String> transfers, List<String> lastLines) {
    FailureContext {
        faults = List.copyOf(faults);
        transfers = List.copyOf(transfers);
        lastLines = List.copyOf(lastLines);
    }
}
