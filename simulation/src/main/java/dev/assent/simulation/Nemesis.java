package dev.assent.simulation;

import dev.assent.simulation.client.ClientContext;
import dev.assent.simulation.client.HostileClient;
import dev.assent.simulation.coordinator.CoordinatorProcess;
import dev.assent.simulation.database.Database;
import dev.assent.simulation.wire.Wire;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultPoint;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.World;

/** Looks once a second what to break next. */
final class Nemesis {
    private final World world;
    private final Chance chance;
    private final FaultPoint weather;
    private final Wire wire;
    private final CoordinatorProcess coordinator;
    private final ClientContext place;

    Nemesis(ClientContext place, CoordinatorProcess coordinator) {
        this.place = place;
        this.world = place.world();
        this.chance = world.chance("nemesis");
        this.weather = place.climate().over("the world");
        this.wire = place.wire();
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
        if (weather.strikes(Fault.DATABASE_RESTARTS)) {
            restart(weather.how().oneOf(place.databases()));
        }
        if (weather.strikes(Fault.HOSTILE_PEER)) {
            HostileClient.come(place, weather.how());
        }
        if (weather.strikes(Fault.WALL_CLOCK_JUMPS)) {
            coordinator.jumpWallClock(weather.how());
        }
        world.after(chance.millis(500, 1500), this::wake);
    }

    private void restart(Database database) {
        world.reached(Marker.DATABASE_RESTARTED);
        int lost = database.restart();
        if (lost > 0) {
            world.reached(Marker.ACTIVE_LOST_IN_A_RESTART);
        }
        if (database.prepared().count() > 0) {
            world.reached(Marker.PREPARED_OUTLIVED_A_RESTART);
        }
        world.say(database.name() + " restarts, loses " + lost + " local transactions and keeps "
                + database.prepared().count() + " prepared ones");
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
