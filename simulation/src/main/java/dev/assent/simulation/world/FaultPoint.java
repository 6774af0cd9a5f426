package dev.assent.simulation.world;

import java.util.EnumMap;
import java.util.Map;

/** What goes wrong in one place. */
public final class FaultPoint {
    private final FaultProfile climate;
    private final String where;
    private final Map<Fault, Occasions> occasions = new EnumMap<>(Fault.class);
    private Chance last;

    FaultPoint(FaultProfile climate, String where) {
        this.climate = climate;
        this.where = where;
        this.last = climate.chance(where);
    }

    public boolean strikes(Fault fault) {
        int oneIn = climate.oneIn(fault);
        if (oneIn == 0) {
            return false;
        }
        Occasions here = occasions.computeIfAbsent(fault, f -> new Occasions(climate.chance(where + '!' + f)));
        here.count++;
        if (!here.chance.oneIn(oneIn)) {
            return false;
        }
        InjectedFault strike = new InjectedFault(where, fault, here.count);
        last = climate.chance(strike.toString());
        return climate.strikes(strike);
    }

    /** How the fault that has just struck does so. */
    public Chance how() {
        return last;
    }

    public boolean isFair() {
        return climate.isFair();
    }

    private static final class Occasions {
        private final Chance chance;
        private long count;

        Occasions(Chance chance) {
            this.chance = chance;
        }
    }
}
