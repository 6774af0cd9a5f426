package dev.assent.saga;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;

/** The time of an engine, and how its threads wait: a test can put a clock of its own in its place. Safe for many threads. */
public interface SagaTime extends AutoCloseable {
    /** The clock of this machine, with one daemon thread for timers. */
    static SagaTime system() {
        return new SystemTime();
    }

    Instant now();

    /** Runs a short task when the delay is over; drops it after {@link #close()}. */
    void later(Duration delay, Runnable task);

    /** Waits for the next task on the caller's thread. */
    Runnable take(BlockingQueue<Runnable> tasks) throws InterruptedException;

    @Override
    void close();
}
