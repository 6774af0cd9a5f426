package dev.assent.simulation;

import dev.assent.simulation.coordinator.CoordinatorProcess;
import dev.assent.simulation.wire.Wire;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Climate;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.Weather;
import dev.assent.simulation.world.World;

/** Looks once a second what to break next. */
final class Nemesis {
    private final World world;
    private final Chance chance;
    private final Weather weather;
    private final Wire wire;
    private final CoordinatorProcess coordinator;

    Nemesis(World world, Climate climate, Wire wire, CoordinatorProcess coordinator) {
        this.world = world;
        this.chance = world.chance("nemesis");
        this.weather = climate.over("the world");
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
            wire.blockFor(weather.how().millis(100, 12_000));
        }
        if (weather.strikes(Fault.WALL_CLOCK_JUMPS)) {
            coordinator.jumpWallClock(weather.how());
        }
        world.after(chance.millis(500, 1500), this::wake);
    }

    private void strikeTheCoordinator() {
        if (weather.strikes(Fault.DISK_GOES_OFF)) {
            coordinator.diskGoesOff(weather.how());
        }
        if (weather.strikes(Fault.FORCE_FAILS)) {
            coordinator.forceFails(weather.how());
        }
        if (weather.strikes(Fault.GRACEFUL_STOP)) {
            coordinator.stop();
        }
        if (weather.strikes(Fault.DISK_FULL)) {
            coordinator.fillDisk(weather.how());
            world.after(weather.how().millis(1000, 15_000), coordinator::freeDisk);
        }
    }
}
