package dev.assent.simulation.bank;

import dev.assent.simulation.Simulation;
import dev.assent.simulation.SimulationFailure;
import dev.assent.simulation.world.Violation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One seed after the other. */
public final class SeedTrial implements Trial {
    private static final int SEEDS = 120;

    /** @param ignored as every trial has one */
    public SeedTrial(String ignored) {}

    @Override
    public Verdict run() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try {
                Simulation.run(seed);
            } catch (SimulationFailure e) {
                return new Verdict(seed, Optional.of(sentence(e.getCause())));
            }
        }
        return new Verdict(SEEDS, Optional.empty());
    }

    private static String sentence(@Nullable Throwable found) {
        return found instanceof Violation ? String.valueOf(found.getMessage()) : String.valueOf(found);
    }
}
