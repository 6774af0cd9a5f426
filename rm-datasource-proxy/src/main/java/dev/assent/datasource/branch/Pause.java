package dev.assent.datasource.branch;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How a thread waits for a row that another transaction holds. */
public interface Pause {
    /** An interrupt ends it at once, and stays set. */
    void await(Duration length);

    static Pause parking() {
        return length -> {
            long end = System.nanoTime() + length.toNanos();
            for (long left = length.toNanos(); left > 0; left = end - System.nanoTime()) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                LockSupport.parkNanos(left);
            }
        };
    }
}
