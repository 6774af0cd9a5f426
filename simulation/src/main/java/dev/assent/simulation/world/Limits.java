package dev.assent.simulation.world;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of all that a seed would do may happen: how a long story is made short.
 *
 * @param storm no new transaction and no fault after so many nanoseconds
 * @param strikes the only faults that may strike; null for all that the seed draws
 * @param transfers the only transactions that begin, by name; null for all that the seed draws
 */
public record Limits(
        long storm,
        @Nullable Set<InjectedFault> strikes,
        @Nullable Set<String> transfers) {
    public static final Limits NONE = new Limits(Long.MAX_VALUE, null, null);

    boolean allow(InjectedFault strike) {
        return strikes == null || strikes.contains(strike);
    }

    public boolean allowTransfer(String name) {
        return transfers == null || transfers.contains(name);
    }
}
