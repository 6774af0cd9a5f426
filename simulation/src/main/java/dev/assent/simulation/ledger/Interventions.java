package dev.assent.simulation.ledger;

import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What operators have asked for, and what the coordinator has confirmed to them. */
public final class Interventions {
    private final Map<String, Long> stopAsked = new LinkedHashMap<>();
    private final Map<String, Long> resumeAsked = new LinkedHashMap<>();
    private final Set<String> paused = new LinkedHashSet<>();
    private final Set<String> forceAsked = new LinkedHashSet<>();
    private final Set<String> forced = new LinkedHashSet<>();
    private long requests;

    /** Returns the number of this request. */
    public long asksToStop(String xid) {
        stopAsked.put(xid, ++requests);
        return requests;
    }

    /**
     * The coordinator has confirmed a stop. It binds the coordinator only if no operator has asked for a resume since: the
     * confirmations of both may be on their way at once.
     *
     * @param request the number of the request that asked for it
     */
    public void paused(String xid, long request) {
        if (resumeAsked.getOrDefault(xid, 0L) < request) {
            paused.add(xid);
        }
    }

    /** Returns the number of this request. */
    public long asksToResume(String xid) {
        paused.remove(xid);
        resumeAsked.put(xid, ++requests);
        return requests;
    }

    /** @param request the number of the request that asked for it */
    public void resumed(String xid, long request) {
        if (stopAsked.getOrDefault(xid, 0L) < request) {
            stopAsked.remove(xid);
        }
    }

    /** The transactions that may be paused: an operator has asked for it, and no resume was confirmed since. */
    public List<String> mayBePaused() {
        return List.copyOf(stopAsked.keySet());
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

    /** The coordinator delivers an outcome to a branch of the transaction. */
    public void delivers(String xid) {
        if (paused.contains(xid) || forced.contains(xid)) {
            throw new Violation(
                    Promise.OPERATORS_OBEYED,
                    "Expected no delivery to a branch of " + xid
                            + " any more, as was confirmed to an operator, but there is one");
        }
    }
}
