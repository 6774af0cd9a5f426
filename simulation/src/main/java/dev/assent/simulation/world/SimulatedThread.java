package dev.assent.simulation.world;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A thread of a simulated process: one task after the other, in the order they were given, each after a delay. */
public final class SimulatedThread {
    private final World world;
    private final BooleanSupplier alive;
    private final LongSupplier delay;
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean busy;

    /** @param delay before each task, in nanoseconds */
    public SimulatedThread(World world, BooleanSupplier alive, LongSupplier delay) {
        this.world = world;
        this.alive = alive;
        this.delay = delay;
    }

    public void add(Runnable task) {
        tasks.add(task);
        if (!busy) {
            waitForNext();
        }
    }

    /** Runs what is left at once. */
    public void drain() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void waitForNext() {
        busy = true;
        world.after(delay.getAsLong(), this::runNext);
    }

    private void runNext() {
        Runnable task = alive.getAsBoolean() ? tasks.poll() : null;
        if (task != null) {
            task.run();
        }
        busy = false;
        if (!tasks.isEmpty() && alive.getAsBoolean()) {
            waitForNext();
        }
    }
}
