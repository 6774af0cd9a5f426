package dev.assent.simulation;

import dev.assent.simulation.coordinator.CoordinatorProcess;
import dev.assent.simulation.wire.Wire;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.Weather;
import dev.assent.simulation.world.World;

/** Looks once a second what to break next. */
final class Nemesis {
    private final World world;
    private final Weather weather;
    private final Wire wire;
    private final CoordinatorProcess coordinator;

    Nemesis(World world, Weather weather, Wire wire, CoordinatorProcess coordinator) {
        this.world = world;
        this.weather = weather;
        this.wire = wire;
        this.coordinator = coordinator;
    }

    void wake() {
        if (weather.isFair()) {
            return;
        }
        if (coordinator.isUp()) {
            strikeTheCoordinator();
        }
        if (weather.strikes(Fault.CUT_ALL)) {
            world.say("the network is gone for a while");
            wire.blockFor(world.chance().millis(100, 12_000));
        }
        if (weather.strikes(Fault.WALL_CLOCK_JUMPS)) {
            coordinator.jumpWallClock();
        }
        world.after(world.chance().millis(500, 1500), this::wake);
    }

    private void strikeTheCoordinator() {
        if (weather.strikes(Fault.DISK_GOES_OFF)) {
            coordinator.diskGoesOff();
        }
        if (weather.strikes(Fault.FORCE_FAILS)) {
            coordinator.forceFails();
        }
        if (weather.strikes(Fault.GRACEFUL_STOP)) {
            coordinator.stop();
        }
        if (weather.strikes(Fault.DISK_FULL)) {
            coordinator.fillDisk();
            world.after(world.chance().millis(1000, 15_000), coordinator::freeDisk);
        }
    }
}
