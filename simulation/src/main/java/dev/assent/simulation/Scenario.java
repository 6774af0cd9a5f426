package dev.assent.simulation;

import dev.assent.simulation.coordinator.FaultHooks;
import dev.assent.simulation.world.Limits;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of the simulation.
 *
 * @param limits how much of what the seed draws may happen
 * @param hooks by which a test makes the coordinator faulty
 * @param trace hears of all that happens, line by line; or null
 */
public record Scenario(
        long seed,
        Limits limits,
        FaultHooks hooks,
        @Nullable Consumer<String> trace) {
    public static Scenario of(long seed) {
        return new Scenario(seed, Limits.NONE, new FaultHooks() {}, null);
    }

    public Scenario with(Limits only) {
        return new Scenario(seed, only, hooks, trace);
    }

    public Scenario with(FaultHooks spoilt) {
        return new Scenario(seed, limits, spoilt, trace);
    }

    public Scenario with(Consumer<String> listener) {
        return new Scenario(seed, limits, hooks, listener);
    }
}
