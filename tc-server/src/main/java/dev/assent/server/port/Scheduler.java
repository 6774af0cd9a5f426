package dev.assent.server.port;

import java.time.Duration;

/** Who runs what and when. Tasks of one kind run one after the other, in the order they were given. */
public interface Scheduler {
    /** On the loop's thread, behind what was given before. Any thread may call. */
    void run(Runnable task);

    /** On the loop's thread, not before the delay is over. Called on the loop's thread. */
    void after(Duration delay, Runnable task);

    /** On the journal's thread. Any thread may call. */
    void io(Runnable task);

    /** On a thread for long work on files that nobody else touches. Any thread may call. */
    void background(Runnable task);
}
