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
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Checks whether the cause that an answer names can be true. */
public final class Causes {
    /** A clock may run by a tenth too fast. */
    private static final long SURELY = 11;

    private static final long OF_TEN = 10;

    /** Time is looked at by the millisecond. */
    private static final long ROUNDED = World.MILLISECOND;

    private final World world;
    private final Map<String, Begin> begins = new LinkedHashMap<>();
    private final NavigableMap<Long, Long> jumps = new TreeMap<>();
    private final Set<String> rollbacks = new LinkedHashSet<>();
    private final Set<String> commits = new LinkedHashSet<>();
    private final Set<String> waits = new LinkedHashSet<>();
    private final Set<String> failures = new LinkedHashSet<>();

    Causes(World world) {
        this.world = world;
    }

    /** @param asked when somebody was about to ask for it */
    public void begins(String xid, long asked, int timeoutMillis) {
        begins.put(xid, new Begin(asked, timeoutMillis * World.MILLISECOND));
    }

    /**
     * The coordinator has started. It goes on by the time of day, which may have got ahead of its own time: by a jump, or
     * because its clock ran slow.
     *
     * @param ahead by how much at most its time is later than if it had not ended
     */
    public void coordinatorGoesOn(long ahead) {
        jumps.merge(world.now(), Math.max(0, ahead) + ROUNDED, Long::sum);
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

    /** Then it may be the victim of a deadlock. */
    public void waitsForRows(String xid) {
        waits.add(xid);
    }

    /** @param detail as an answer to our clients says it beside the status */
    void named(String xid, OutcomeDetail detail) {
        if (detail.cause() == Cause.TIMEOUT) {
            world.reached(Marker.TIMEOUT_NAMED);
            Begin begin = begins.get(xid);
            require(begin == null || mostSince(begin.asked) >= begin.timeout, xid, detail);
        } else if (detail.cause() == Cause.BRANCH) {
            world.reached(Marker.BRANCH_NAMED);
            require(failures.contains(xid) || waits.contains(xid), xid, detail);
        } else if (detail.cause() == Cause.USER) {
            Set<String> asked = detail.code().isRollback() ? rollbacks : commits;
            require(asked.contains(xid), xid, detail);
        }
    }

    /** How much time can have passed for the coordinator. */
    long mostSince(long moment) {
        long jumped = jumps.tailMap(moment, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return (world.now() - moment) / OF_TEN * SURELY + jumped + ROUNDED;
    }

    private static void require(boolean possible, String xid, OutcomeDetail detail) {
        if (!possible) {
            throw new Violation(
                    Promise.HONEST_ANSWERS,
                    "Expected the cause that is answered for " + xid + " to be true, but the answer is: "
                            + detail.encoded());
        }
    }

    private record Begin(long asked, long timeout) {}
}
