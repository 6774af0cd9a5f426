package dev.assent.simulation.world;

import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Virtual time, one thread, and a queue of what happens next. What falls on one moment is ordered by chance. */
public final class World {
    public static final long MICROSECOND = 1_000;
    public static final long MILLISECOND = 1_000_000;
    public static final long SECOND = 1_000_000_000;

    private final PriorityQueue<Task> queue = new PriorityQueue<>();
    private final Set<Marker> reached = EnumSet.noneOf(Marker.class);
    private final SplittableRandom ties;
    private final long seed;
    private final Trace trace;
    private Consumer<StepPoint> watcher = passage -> {};
    private long now;
    private long steps;

    /** @param listener hears of every line of the trace, as it comes; or null */
    public World(long seed, @Nullable Consumer<String> listener) {
        this.seed = seed;
        ties = new SplittableRandom(seed);
        trace = new Trace(listener);
    }

    /** Draws that depend on the seed and the name alone, not on what else is drawn. */
    public Chance chance(String name) {
        return Chance.of(seed, name);
    }

    /** Nanoseconds since the world began. */
    public long now() {
        return now;
    }

    /** @param delay in nanoseconds */
    public void after(long delay, Runnable task) {
        queue.add(new Task(now + delay, ties.nextLong(), steps++, task));
    }

    /** Returns whether {@code done} came true before the time was over. It is asked once a virtual second. */
    public boolean runFor(long nanos, BooleanSupplier done) {
        long end = now + nanos;
        long nextLook = now + SECOND;
        while (!queue.isEmpty() && queue.peek().at <= end) {
            Task task = queue.remove();
            now = task.at;
            task.what.run();
            if (now >= nextLook) {
                nextLook = now + SECOND;
                if (done.getAsBoolean()) {
                    return true;
                }
            }
        }
        now = end;
        return done.getAsBoolean();
    }

    public void say(String line) {
        trace.add(now, line);
    }

    /** @param all hears of every step that is taken, and may break something there and then */
    public void watch(Consumer<StepPoint> all) {
        watcher = all;
    }

    /** Announces a step at which something may break: the process that takes it may die there. */
    public void passes(String step, Moment moment) {
        watcher.accept(new StepPoint(step, moment));
    }

    /** A rare situation that the simulation must get into. */
    public void reached(Marker marker) {
        reached.add(marker);
    }

    public Set<Marker> reached() {
        return reached;
    }

    public List<String> lastLines() {
        return trace.last();
    }

    public long hash() {
        return trace.hash();
    }

    public long steps() {
        return steps;
    }

    private record Task(long at, long tie, long number, Runnable what) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(at, other.at);
            int byChance = byTime != 0 ? byTime : Long.compare(tie, other.tie);
            return byChance != 0 ? byChance : Long.compare(number, other.number);
        }
    }
}
