package dev.assent.simulation.coordinator;

import dev.assent.server.port.Clock;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.World;
import java.time.Instant;

/** A monotonic clock with an origin of its own, and the machine's wall clock, which jumps. */
final class SimulatedClock implements Clock {
    private final World world;
    private final WallClock wall;
    private final long origin;

    SimulatedClock(World world, Chance chance, WallClock wall) {
        this.world = world;
        this.wall = wall;
        this.origin = chance.between(-1L << 60, 1L << 60);
    }

    @Override
    public Instant wall() {
        return wall.now();
    }

    @Override
    public long monotonicNanos() {
        return origin + world.now();
    }
}
