package dev.assent.simulation.coordinator;

import dev.assent.server.port.Scheduler;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultPoint;
import dev.assent.simulation.world.InjectedFault;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.SimulatedThread;
import dev.assent.simulation.world.World;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The three threads of one life of the coordinator. A crash may fall between any two of their tasks. */
final class SimulatedScheduler implements Scheduler {
    private final World world;
    private final Chance chance;
    private final FaultPoint faults;
    private final BooleanSupplier alive;
    private final Runnable looked;
    private final SimulatedThread loop;
    private final SimulatedThread io;
    private final SimulatedThread background;

    /** @param looked runs behind each task of the loop */
    SimulatedScheduler(World world, Chance chance, FaultPoint faults, BooleanSupplier alive, Runnable looked) {
        this.world = world;
        this.chance = chance;
        this.faults = faults;
        this.alive = alive;
        this.looked = looked;
        loop = new SimulatedThread(world, alive, this::untilLoop);
        io = new SimulatedThread(world, alive, this::untilIo);
        background = new SimulatedThread(world, alive, () -> chance.millis(1, 800));
    }

    @Override
    public void run(Runnable task) {
        loop.add(watched(task));
    }

    private Runnable watched(Runnable task) {
        return () -> {
            task.run();
            if (alive.getAsBoolean()) {
                looked.run();
            }
        };
    }

    @Override
    public void after(Duration delay, Runnable task) {
        world.after(delay.toNanos() + chance.micros(0, 2000), () -> {
            if (alive.getAsBoolean()) {
                loop.add(watched(task));
            }
        });
    }

    @Override
    public void io(Runnable task) {
        io.add(task);
    }

    @Override
    public void background(Runnable task) {
        background.add(() -> {
            world.reached(Marker.COMPACTION_UNDER_LOAD);
            task.run();
        });
    }

    /** What the threads had left to do when the process ends in peace. */
    void drain() {
        background.drain();
        io.drain();
    }

    private long untilLoop() {
        return faults.inject(Fault.LONG_PAUSE).map(this::pause).orElseGet(() -> chance.micros(1, 100));
    }

    private long pause(InjectedFault fault) {
        world.reached(Marker.LONG_PAUSE);
        world.say("the coordinator's loop pauses");
        return fault.chance().millis(500, 25_000);
    }

    private long untilIo() {
        return faults.inject(Fault.SLOW_DISK)
                .map(fault -> fault.chance().millis(10, 2500))
                .orElseGet(() -> chance.micros(30, 1500));
    }
}
