package dev.assent.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The clock of this machine. */
enum SystemTime implements ClientTime {
    CLOCK;

    @Override
    public Instant wall() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // no caller waits for it, and it does not throw
    public void later(ScheduledExecutorService on, Runnable task, Duration delay) {
        on.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public <T extends @Nullable Object> T await(CompletableFuture<T> answer, Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException {
        return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void pause(Duration length) {
        long end = System.nanoTime() + length.toNanos();
        for (long left = length.toNanos();
                left > 0 && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
