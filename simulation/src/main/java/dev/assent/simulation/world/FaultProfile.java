package dev.assent.simulation.world;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Which faults this seed has, how often they strike, and whether the world has been healed of them. */
public final class FaultProfile {
    private static final int RARELY = 3;

    private final World world;
    private final Limits limits;
    private final Map<Fault, Integer> oneIn = new EnumMap<>(Fault.class);
    private final List<InjectedFault> strikes = new ArrayList<>();
    private boolean fair;

    /** Swarm: the seed draws how many kinds of fault there are at all, then which, then how often each strikes. */
    public FaultProfile(World world, Limits limits) {
        this.world = world;
        this.limits = limits;
        Chance chance = world.chance("climate");
        long outOfTen = chance.oneIn(8) ? 1 : chance.between(3, 9);
        for (Fault fault : Fault.values()) {
            boolean on = chance.between(1, 10) <= outOfTen;
            int rate = fault.oneIn() * (int) chance.between(1, 2 * RARELY) / RARELY;
            if (on) {
                oneIn.put(fault, Math.max(2, rate));
            }
        }
    }

    /** Draws of its own, so that what strikes here does not depend on what strikes elsewhere. */
    public FaultPoint over(String where) {
        return new FaultPoint(this, where);
    }

    int oneIn(Fault fault) {
        return fair ? 0 : oneIn.getOrDefault(fault, 0);
    }

    Chance chance(String where) {
        return world.chance(where);
    }

    boolean strikes(InjectedFault strike) {
        boolean allowed = limits.allow(strike);
        if (allowed) {
            strikes.add(strike);
            world.say("! " + strike.fault().words() + " (" + strike.where() + ')');
        }
        return allowed;
    }

    /** All that struck so far, in order. */
    public List<InjectedFault> strikes() {
        return List.copyOf(strikes);
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
