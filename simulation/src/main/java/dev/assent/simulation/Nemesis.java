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

/** Breaks things: asks about once a second which fault of the world or of the coordinator happens now. */
final class Nemesis {
    private final World world;
    private final Chance chance;
    private final FaultPoint faults;
    private final Wire wire;
    private final CoordinatorProcess coordinator;
    private final ClientContext context;

    Nemesis(ClientContext context, CoordinatorProcess coordinator) {
        this.context = context;
        this.world = context.world();
        this.chance = world.chance("nemesis");
        this.faults = context.profile().at("the world");
        this.wire = context.wire();
        this.coordinator = coordinator;
    }

    void wake() {
        if (faults.faultsAreOver()) {
            return;
        }
        if (coordinator.isUp()) {
            breakTheCoordinator();
        }
        faults.inject(Fault.CUT_ALL).ifPresent(fault -> {
            world.say("the network is gone for a while");
            wire.blockFor(fault.chance().millis(100, 12_000));
        });
        faults.inject(Fault.DATABASE_RESTARTS)
                .ifPresent(fault -> restart(fault.chance().oneOf(context.databases())));
        faults.inject(Fault.HOSTILE_PEER).ifPresent(fault -> HostileClient.connect(context, fault.chance()));
        faults.inject(Fault.WALL_CLOCK_JUMPS).ifPresent(fault -> coordinator.jumpWallClock(fault.chance()));
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

    private void breakTheCoordinator() {
        faults.inject(Fault.DISK_GOES_OFF).ifPresent(fault -> coordinator.diskGoesOff(fault.chance()));
        faults.inject(Fault.FORCE_FAILS).ifPresent(fault -> coordinator.forceFails(fault.chance()));
        faults.inject(Fault.GRACEFUL_STOP).ifPresent(fault -> coordinator.stop());
        faults.inject(Fault.DISK_FULL).ifPresent(fault -> {
            coordinator.fillDisk(fault.chance());
            world.after(fault.chance().millis(1000, 15_000), coordinator::freeDisk);
        });
    }
}
