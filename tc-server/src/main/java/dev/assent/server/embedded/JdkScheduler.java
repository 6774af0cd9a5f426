package dev.assent.server.embedded;

import dev.assent.server.port.Scheduler;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The loop's thread, the journal's and one for long work, from the JDK alone. None is ever interrupted: an interrupt
 * would close the files under the journal.
 */
@SuppressWarnings("FutureReturnValueIgnored") // attempt reports what a task throws
final class JdkScheduler implements Scheduler, AutoCloseable {
    private final ScheduledThreadPoolExecutor loop =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "assent-loop"));
    private final ExecutorService journal = Executors.newSingleThreadExecutor(task -> daemon(task, "assent-journal"));
    private final ExecutorService background =
            Executors.newSingleThreadExecutor(task -> daemon(task, "assent-background"));
    private final Consumer<Throwable> failure;
    private volatile boolean failed;

    /** @param failure hears of what a task throws; no task runs after that, on any of the threads */
    JdkScheduler(Consumer<Throwable> failure) {
        this.failure = failure;
        loop.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void run(Runnable task) {
        submit(loop, task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        try {
            loop.schedule(() -> attempt(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // closed: the next start does what is still to be done
        }
    }

    @Override
    public void io(Runnable task) {
        submit(journal, task);
    }

    @Override
    public void background(Runnable task) {
        submit(background, task);
    }

    private void submit(ExecutorService thread, Runnable task) {
        try {
            thread.execute(() -> attempt(task));
        } catch (RejectedExecutionException e) {
            // closed: no connection is left that waits for an answer
        }
    }

    private void attempt(Runnable task) {
        if (failed) {
            return;
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failed = true;
            failure.accept(e);
        }
    }

    /** Runs what was given so far, then ends the threads. Not to be called on one of them. */
    @Override
    public void close() {
        end(loop);
        end(background);
        end(journal);
    }

    private static void end(ExecutorService thread) {
        boolean interrupted = false;
        thread.shutdown();
        while (true) {
            try {
                if (thread.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
