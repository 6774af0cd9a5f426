package dev.assent.server.edge;

import dev.assent.server.port.Scheduler;
import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The loop's platform thread with its mailbox and timers, the journal's thread, and one for long work. None of them is
 * ever interrupted: an interrupt would close the files under the journal.
 */
public final class LoopThread implements Scheduler, AutoCloseable {
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ExecutorService background = Executors.newSingleThreadExecutor(LoopThread::inTheBackground);
    private final Worker loop;
    private final Worker journal;
    private long timerCount;

    /** @param failure hears of the first exception that a task throws; no task of that thread runs after it */
    public LoopThread(Consumer<Throwable> failure) {
        loop = new Worker("assent-loop", this::untilNextTimer, this::runTimers, failure);
        journal = new Worker("assent-journal", () -> Long.MAX_VALUE, () -> {}, failure);
    }

    public void start() {
        journal.start();
        loop.start();
    }

    @Override
    public void run(Runnable task) {
        loop.run(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timers.add(new Timer(System.nanoTime() + delay.toNanos(), timerCount++, task));
    }

    @Override
    public void io(Runnable task) {
        journal.run(task);
    }

    @Override
    public void background(Runnable task) {
        try {
            background.execute(task);
        } catch (RejectedExecutionException e) {
            // closing: what is not begun is done by the next start
        }
    }

    /** Runs what was given so far, then ends the threads. Returns when they have ended. Not to be called on one of them. */
    @Override
    public void close() {
        loop.close();
        CompletableFuture.runAsync(() -> {}, background).join();
        background.shutdown();
        journal.close();
    }

    private long untilNextTimer() {
        return timers.isEmpty() ? Long.MAX_VALUE : timers.peek().at - System.nanoTime();
    }

    private void runTimers() {
        long now = System.nanoTime();
        while (!timers.isEmpty() && timers.peek().at - now <= 0) {
            timers.remove().task.run();
        }
    }

    private static Thread inTheBackground(Runnable task) {
        Thread thread = new Thread(task, "assent-background");
        thread.setDaemon(true);
        return thread;
    }

    /** Ordered by time, those of one moment by age. */
    private record Timer(long at, long number, Runnable task) implements Comparable<Timer> {
        @Override
        public int compareTo(Timer other) {
            int byTime = Long.compare(at - other.at, 0);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }
}
