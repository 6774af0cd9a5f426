package dev.assent.client;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The time of a client, and how its threads wait. Everything that a client does after a while, or waits for, goes through
 * here, so that a test can put a clock of its own in the place of the system's. Safe for many threads.
 */
public interface ClientTime {
    /** The clock of this machine. */
    static ClientTime system() {
        return SystemTime.CLOCK;
    }

    /** The time of day, which may be set and so go back. For comparison with another machine's, never to measure by. */
    Instant wall();

    /** Nanoseconds since some moment; on one thread never smaller than before. */
    long nanos();

    /**
     * Runs a task when the delay is over.
     *
     * @param on runs the task
     * @throws java.util.concurrent.RejectedExecutionException if {@code on} is shut down
     */
    void later(ScheduledExecutorService on, Runnable task, Duration delay);

    /** As {@link #later}, for the next attempt to connect. */
    default void connectLater(ScheduledExecutorService on, Runnable attempt, Duration delay) {
        later(on, attempt, delay);
    }

    /**
     * Waits for an answer on the caller's thread.
     *
     * @throws TimeoutException if it has not come within that time
     */
    <T extends @Nullable Object> T await(CompletableFuture<T> answer, Duration atMost)
            throws InterruptedException, ExecutionException, TimeoutException;

    /** Waits that long on the caller's thread. An interrupt ends it at once, and stays set. */
    void pause(Duration length);
}
