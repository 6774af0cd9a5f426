package dev.assent.server.edge;

import dev.assent.server.port.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The loop's platform thread with its mailbox and timers, the journal's thread, and one for long work. None of them is
 * ever interrupted: an interrupt would close the files under the journal.
 */
public final class LoopThread implements Scheduler, AutoCloseable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mail = lock.newCondition();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>();
    private final ExecutorService io = Executors.newSingleThreadExecutor(task -> thread(task, "assent-journal"));
    private final ExecutorService background =
            Executors.newSingleThreadExecutor(task -> thread(task, "assent-background"));
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final Thread thread;
    private List<Runnable> mailbox = new ArrayList<>();
    private boolean closed;
    private long timerCount;

    /** @param failure hears of the first exception that a task throws; no task runs after it */
    public LoopThread(Consumer<Throwable> failure) {
        thread = thread(() -> work(failure), "assent-loop");
    }

    public void start() {
        thread.start();
    }

    @Override
    public void run(Runnable task) {
        lock.lock();
        try {
            mailbox.add(task);
            if (mailbox.size() == 1) {
                mail.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void after(Duration delay, Runnable task) {
        timers.add(new Timer(System.nanoTime() + delay.toNanos(), timerCount++, task));
    }

    @Override
    public void io(Runnable task) {
        execute(io, task);
    }

    @Override
    public void background(Runnable task) {
        execute(background, task);
    }

    /** Runs what was given so far, then ends the threads. Returns when they have ended. Not to be called on one of them. */
    @Override
    public void close() {
        run(() -> closed = true);
        ended.join();
        drain(background);
        drain(io);
    }

    private static void drain(ExecutorService executor) {
        CompletableFuture.runAsync(() -> {}, executor).join();
        executor.shutdown();
    }

    private void work(Consumer<Throwable> failure) {
        List<Runnable> batch = new ArrayList<>();
        try {
            while (!closed) {
                batch = takeAll(batch);
                for (Runnable task : batch) {
                    task.run();
                }
                runTimers();
            }
        } catch (RuntimeException | Error e) {
            failure.accept(e);
        } finally {
            ended.complete(null);
        }
    }

    /** Swaps the full mailbox for the empty list; waits until there is something, or a timer is due. */
    private List<Runnable> takeAll(List<Runnable> empty) {
        empty.clear();
        lock.lock();
        try {
            if (mailbox.isEmpty()) {
                awaitMail();
            }
            List<Runnable> full = mailbox;
            mailbox = empty;
            return full;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the loop looks again whatever woke it
    private void awaitMail() {
        long wait = timers.isEmpty() ? Long.MAX_VALUE : timers.peek().at - System.nanoTime();
        if (wait > 0) {
            try {
                mail.awaitNanos(wait);
            } catch (InterruptedException e) {
                throw new IllegalStateException("Expected nobody to interrupt the loop's thread", e);
            }
        }
    }

    private void runTimers() {
        long now = System.nanoTime();
        while (!timers.isEmpty() && timers.peek().at - now <= 0) {
            timers.remove().task.run();
        }
    }

    private static void execute(ExecutorService executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // closing: what is not begun is done by the next start
        }
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
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
