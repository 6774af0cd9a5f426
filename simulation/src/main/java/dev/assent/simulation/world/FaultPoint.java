package dev.assent.simulation.world;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A place where faults may be injected: a process, a connection, a branch of a transaction. */
public final class FaultPoint {
    private final FaultProfile profile;
    private final String where;
    private final Map<Fault, Occasions> occasions = new EnumMap<>(Fault.class);

    FaultPoint(FaultProfile profile, String where) {
        this.profile = profile;
        this.where = where;
    }

    /** Asks whether the fault happens on this occasion. Empty if it does not. */
    public Optional<InjectedFault> inject(Fault fault) {
        int oneIn = profile.oneIn(fault);
        if (oneIn == 0) {
            return Optional.empty();
        }
        Occasions here = occasions.computeIfAbsent(fault, f -> new Occasions(profile.chance(where + '!' + f)));
        here.count++;
        return here.chance.oneIn(oneIn) ? profile.inject(new Occurrence(where, fault, here.count)) : Optional.empty();
    }

    /** Whether no fault happens any more. */
    public boolean faultsAreOver() {
        return profile.faultsAreOver();
    }

    private static final class Occasions {
        private final Chance chance;
        private long count;

        Occasions(Chance chance) {
            this.chance = chance;
        }
    }
}
