package dev.assent.simulation.coordinator;

import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The time of day on the coordinator's machine; it jumps when it is set. */
final class WallClock {
    private static final Instant BEGINNING = Instant.parse("2026-07-01T12:00:00Z");

    private final World world;
    private Duration offset = Duration.ZERO;
    private Duration forward = Duration.ZERO;

    WallClock(World world) {
        this.world = world;
    }

    Instant now() {
        return BEGINNING.plusNanos(world.now()).plus(offset);
    }

    void jump(Chance chance) {
        long most = chance.oneOf(List.of(10L, 5_000L, 600_000L, 86_400_000L));
        long millis = chance.between(-most, most);
        offset = offset.plusMillis(millis);
        forward = millis > 0 ? forward.plusMillis(millis) : forward;
        world.reached(millis < 0 ? Marker.WALL_CLOCK_WENT_BACK : Marker.WALL_CLOCK_WENT_FORWARD);
        world.say("the wall clock jumps by " + millis + " ms");
    }

    /** The latest it can ever have shown is not later than now. */
    void setAheadOfAll() {
        offset = forward;
    }
}
