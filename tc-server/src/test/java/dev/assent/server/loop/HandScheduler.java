package dev.assent.server.loop;

import dev.assent.server.port.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The loop's thread, the journal's and the one for long work, all on the test's own; the journal's can be held. */
final class HandScheduler implements Scheduler {
    private final HandClock clock;
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final Queue<Runnable> journal = new ArrayDeque<>();
    private final Queue<Runnable> background = new ArrayDeque<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::at).thenComparingLong(Timer::number));
    private long timerCount;
    private boolean journalIsHeld;

    HandScheduler(HandClock clock) {
        this.clock = clock;
    }

    @Override
    public void run(Runnable task) {
        loop.add(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timers.add(new Timer(clock.monotonicNanos() + delay.toNanos(), timerCount++, task));
    }

    @Override
    public void io(Runnable task) {
        journal.add(task);
    }

    @Override
    public void background(Runnable task) {
        background.add(task);
    }

    void hold(boolean held) {
        journalIsHeld = held;
    }

    /** The journal's thread does what it was given first, however much it is held. */
    void oneOfTheJournal() {
        journal.remove().run();
        settle();
    }

    /** Runs all there is to run at this moment. */
    void settle() {
        Runnable next = next();
        while (next != null) {
            next.run();
            next = next();
        }
    }

    private @Nullable Runnable next() {
        Runnable task = loop.poll();
        if (task == null && !journalIsHeld) {
            task = journal.poll();
        }
        return task == null ? background.poll() : task;
    }

    void advance(Duration time) {
        long until = clock.monotonicNanos() + time.toNanos();
        settle();
        while (!timers.isEmpty() && timers.element().at <= until) {
            Timer timer = timers.remove();
            clock.pass(Math.max(0, timer.at - clock.monotonicNanos()));
            timer.task.run();
            settle();
        }
        clock.pass(until - clock.monotonicNanos());
    }

    private record Timer(long at, long number, Runnable task) {}
}
