package dev.assent.simulation.world;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which faults the world of this seed has and how often each happens, until the faults are over. */
public final class FaultProfile {
    private static final int RARELY = 3;

    private final World world;
    private final Limits limits;
    private final Map<Fault, Integer> oneIn = new EnumMap<>(Fault.class);
    private final List<Occurrence> injected = new ArrayList<>();
    private boolean over;

    /**
     * Swarm testing: the seed draws how many kinds of fault there are at all, then which ones, then how often each happens. A
     * new kind stands last in {@link Fault}, so that the draws of the others stay what they were.
     */
    public FaultProfile(World world, Limits limits) {
        this.world = world;
        this.limits = limits;
        Chance chance = world.chance("climate"); // the name of the draw: another one would change every seed
        long outOfTen = chance.oneIn(8) ? 1 : chance.between(3, 9);
        for (Fault fault : Fault.values()) {
            boolean on = chance.between(1, 10) <= outOfTen;
            int rate = fault.oneIn() * (int) chance.between(1, 2 * RARELY) / RARELY;
            if (on) {
                oneIn.put(fault, Math.max(2, rate));
            }
        }
    }

    /** The faults of one place draw for themselves, so that they do not depend on what happens elsewhere. */
    public FaultPoint at(String where) {
        return new FaultPoint(this, where);
    }

    /** Zero if it never happens. */
    int oneIn(Fault fault) {
        return over ? 0 : oneIn.getOrDefault(fault, 0);
    }

    Chance chance(String name) {
        return world.chance(name);
    }

    Optional<InjectedFault> inject(Occurrence occurrence) {
        if (!limits.allow(occurrence)) {
            return Optional.empty();
        }
        injected.add(occurrence);
        world.say("! " + occurrence.fault().words() + " (" + occurrence.where() + ')');
        return Optional.of(new InjectedFault(occurrence, world.chance(occurrence.toString())));
    }

    /** All faults so far, in order. */
    public List<Occurrence> injected() {
        return List.copyOf(injected);
    }

    /** From now on no fault happens. */
    public void endFaults() {
        over = true;
    }

    public boolean faultsAreOver() {
        return over;
    }

    /** The faults of this seed, each with the number of occasions among which it happens once; for a failure's message. */
    @Override
    public String toString() {
        return oneIn.toString();
    }
}
