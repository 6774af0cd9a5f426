package dev.assent.simulation.world;

import java.util.EnumMap;
import java.util.Map;

/** Which faults this seed has, how often they strike, and whether the world has been healed of them. */
public final class Weather {
    private final Map<Fault, Integer> oneIn = new EnumMap<>(Fault.class);
    private final Chance chance;
    private boolean fair;

    public Weather(Chance chance) {
        this.chance = chance;
        for (Fault fault : Fault.values()) {
            if (!chance.oneIn(3)) {
                int rate = fault.oneIn() * (int) chance.between(1, 6) / 3;
                oneIn.put(fault, Math.max(2, rate));
            }
        }
    }

    public boolean strikes(Fault fault) {
        return !fair && chance.oneIn(oneIn.getOrDefault(fault, 0));
    }

    /** From now on nothing goes wrong. */
    public void clearUp() {
        fair = true;
    }

    public boolean isFair() {
        return fair;
    }

    /** For a failure's message: what is on, once in how many occasions. */
    @Override
    public String toString() {
        return oneIn.toString();
    }
}
