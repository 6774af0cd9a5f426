package dev.assent.simulation;

import dev.assent.simulation.world.InjectedFault;
import java.util.List;

/**
 * What a broken promise happened in.
 *
 * @param setting the faults, the work and the coordinator of this seed
 * @param time when it was seen, in nanoseconds since the world began
 * @param strikes the faults that had struck
 * @param transfers the transactions that had begun, by name
 * @param lastLines of the trace
 */
record FailureContext(
        String setting, long time, List<InjectedFault> strikes, List<String> transfers, List<String> lastLines) {
    FailureContext {
        strikes = List.copyOf(strikes);
        transfers = List.copyOf(transfers);
        lastLines = List.copyOf(lastLines);
    }
}
