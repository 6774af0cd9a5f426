package dev.assent.simulation.world;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of what a seed draws may happen: the means by which a long story is made short.
 *
 * @param duration of the time with faults and new transactions, in nanoseconds at most
 * @param faults the only faults that may happen; null for all that the seed draws
 * @param transfers the only transactions that begin, by name; null for all that the seed draws
 */
public record Limits(
        long duration,
        @Nullable Set<Occurrence> faults,
        @Nullable Set<String> transfers) {
    public static final Limits NONE = new Limits(Long.MAX_VALUE, null, null);

    boolean allow(Occurrence fault) {
        return faults == null || faults.contains(fault);
    }

    public boolean allowTransfer(String name) {
        return transfers == null || transfers.contains(name);
    }
}
