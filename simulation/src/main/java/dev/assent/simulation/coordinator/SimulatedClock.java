package dev.assent.simulation.coordinator;

import dev.assent.server.port.Clock;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultPoint;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.World;
import java.time.Instant;

/** A monotonic clock with an origin and a speed of its own, and the machine's wall clock, which jumps. */
final class SimulatedClock implements Clock {
    private static final long THOUSAND = 1000;

    private final World world;
    private final WallClock wall;
    private final long origin;
    private final long speed;

    SimulatedClock(World world, Chance chance, FaultPoint faults, WallClock wall) {
        this.world = world;
        this.wall = wall;
        this.origin = chance.between(-1L << 60, 1L << 60);
        this.speed = faults.inject(Fault.CLOCK_DRIFTS)
                .map(fault -> fault.chance().between(900, 1100))
                .orElse(THOUSAND);
        if (speed != THOUSAND) {
            world.reached(Marker.CLOCK_DRIFTED);
        }
    }

    @Override
    public Instant wall() {
        return wall.now();
    }

    @Override
    public long monotonicNanos() {
        return origin + world.now() / THOUSAND * speed;
    }
}
