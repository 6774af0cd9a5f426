package dev.assent.server.port;

import java.time.Duration;

/** Runs tasks on the coordinator's threads. Tasks of one kind run one after the other, in the order they were given. */
public interface Scheduler {
    /** On the loop's thread, behind what was given before. Any thread may call. */
    void run(Runnable task);

    /** On the loop's thread, not before the delay is over. Called on the loop's thread. */
    void after(Duration delay, Runnable task);

    /** On the journal's thread. Any thread may call. */
    void io(Runnable task);

    /** Runs long work on files that no other thread touches, on a thread of its own. Any thread may call. */
    void background(Runnable task);
}
