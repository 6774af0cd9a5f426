package dev.assent.simulation;

import java.util.List;

/** A promise was broken, and how to see it again. */
public final class SimulationFailure extends RuntimeException {
    SimulationFailure(long seed, String configuration, List<String> lastLines, RuntimeException cause) {
        super(
                "seed %d: %s%nweather %s%n%s"
                        .formatted(
                                seed,
                                cause.getMessage(),
                                configuration,
                                String.join(System.lineSeparator(), lastLines)),
                cause);
    }
}
