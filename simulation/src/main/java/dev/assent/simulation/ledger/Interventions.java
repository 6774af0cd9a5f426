package dev.assent.simulation.ledger;

import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What operators want, and were told that they have. */
public final class Interventions {
    private final Set<String> stopAsked = new LinkedHashSet<>();
    private final Set<String> stopped = new LinkedHashSet<>();
    private final Set<String> forceAsked = new LinkedHashSet<>();
    private final Set<String> forced = new LinkedHashSet<>();

    public void asksToStop(String xid) {
        stopAsked.add(xid);
    }

    public void stopped(String xid) {
        stopped.add(xid);
    }

    public void asksToResume(String xid) {
        stopped.remove(xid);
    }

    public void resumed(String xid) {
        stopAsked.remove(xid);
    }

    /** Those that may be stopped, whoever heard of it. */
    public List<String> mayBeStopped() {
        return List.copyOf(stopAsked);
    }

    public void asksToForce(String xid) {
        forceAsked.add(xid);
    }

    public void forced(String xid) {
        forced.add(xid);
    }

    boolean mayBeForced(String xid) {
        return forceAsked.contains(xid);
    }

    /** The coordinator tells a branch of it. */
    public void tells(String xid) {
        if (stopped.contains(xid) || forced.contains(xid)) {
            throw new Violation(
                    Promise.OPERATORS_OBEYED,
                    "Expected no branch of " + xid + " to be told any more, as an operator was assured, but one is");
        }
    }
}
