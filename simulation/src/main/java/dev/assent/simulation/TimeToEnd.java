package dev.assent.simulation;

import dev.assent.simulation.client.Workload;
import dev.assent.simulation.coordinator.Settings;
import dev.assent.simulation.ledger.Ledger;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultProfile;
import dev.assent.simulation.world.World;

/** How long everything may take to end by itself when the faults are over. */
record TimeToEnd(Settings settings, Workload workload, Ledger ledger, FaultProfile profile) {
    private static final long USUALLY = 180 * World.SECOND;
    /** The speed at which the coordinator's clock runs at least, in thousandths of the world's. */
    private static final long SLOWEST_CLOCK = 900;
    /** A call that is made again gets half of a connection's window. */
    private static final int PART_OF_RETRIES = 2;

    /** In nanoseconds. */
    long nanos() {
        return USUALLY + swallowedCalls() * longestPatience();
    }

    /**
     * The most calls that are waited for in vain, one after another. Each start that swallows first calls swallows one for
     * each branch. A rollback calls one branch of a transaction after another, and a connection has no more calls out than its
     * window has room for.
     */
    private long swallowedCalls() {
        long window = settings.window();
        long inOneWindow = (ledger.branches() + window - 1) / window;
        return swallowingStarts() * (workload.mostBranches() + PART_OF_RETRIES * inOneWindow);
    }

    private long swallowingStarts() {
        return profile.injected().stream()
                .filter(each -> each.fault() == Fault.FIRST_CALLS_SWALLOWED)
                .count();
    }

    /** By the world's clock: after it the connection that was called is closed, or another one called. */
    private long longestPatience() {
        return settings.longestPatience().toNanos() / SLOWEST_CLOCK * 1000;
    }
}
