package dev.assent.saga;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock of this machine. */
final class SystemTime implements SagaTime {
    private final ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(
            1,
            task -> {
                Thread thread = new Thread(task, "assent-saga-timer");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    SystemTime() {
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return InstantSource.system().instant();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // a task posts an event, and that cannot fail
    public void later(Duration delay, Runnable task) {
        timers.schedule(task, Math.max(0, delay.toMillis()), TimeUnit.MILLISECONDS);
    }

    @Override
    public Runnable take(BlockingQueue<Runnable> tasks) throws InterruptedException {
        return tasks.take();
    }

    @Override
    public void close() {
        timers.shutdownNow();
    }
}
