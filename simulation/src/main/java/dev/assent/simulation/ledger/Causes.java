package dev.assent.simulation.ledger;

import dev.assent.model.Cause;
import dev.assent.protocol.OutcomeDetail;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Checks whether the cause that an answer names can be true. */
public final class Causes {
    /** A clock may run by a tenth too fast, and time is looked at by the millisecond. */
    private static final long SURELY = 11;

    private static final long OF_TEN = 10;

    private final World world;
    private final Map<String, Long> deadlines = new LinkedHashMap<>();
    private final Set<String> rollbacks = new LinkedHashSet<>();
    private final Set<String> commits = new LinkedHashSet<>();
    private final Set<String> failures = new LinkedHashSet<>();

    Causes(World world) {
        this.world = world;
    }

    /** Somebody is about to ask for it. */
    public void begins(String xid, long asked, int timeoutMillis) {
        deadlines.put(xid, asked + timeoutMillis * World.MILLISECOND / SURELY * OF_TEN);
    }

    public void asksToCommit(String xid) {
        commits.add(xid);
    }

    public void asksToRollBack(String xid) {
        rollbacks.add(xid);
    }

    public void reportsFailure(String xid) {
        failures.add(xid);
    }

    /** @param detail as an answer to our clients says it beside the status */
    void named(String xid, OutcomeDetail detail) {
        if (detail.cause() == Cause.TIMEOUT) {
            world.reached(Marker.TIMEOUT_NAMED);
            // after a restart the time of day counts, and may have jumped ahead: 15 s are promised then, not more
            boolean jumped = world.reached().contains(Marker.WALL_CLOCK_WENT_FORWARD);
            require(jumped || world.now() >= deadlines.getOrDefault(xid, 0L), xid, detail);
        } else if (detail.cause() == Cause.BRANCH) {
            world.reached(Marker.BRANCH_NAMED);
            require(failures.contains(xid), xid, detail);
        } else if (detail.cause() == Cause.USER) {
            Set<String> asked = detail.code().isRollback() ? rollbacks : commits;
            require(asked.contains(xid), xid, detail);
        }
    }

    private static void require(boolean possible, String xid, OutcomeDetail detail) {
        if (!possible) {
            throw new Violation(
                    Promise.HONEST_ANSWERS,
                    "Expected the cause that is answered for " + xid + " to be true, but the answer is: "
                            + detail.encoded());
        }
    }
}
