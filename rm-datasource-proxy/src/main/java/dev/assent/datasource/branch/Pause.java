package dev.assent.datasource.branch;

import java.time.Duration;

/** How a thread waits for a row that another transaction holds. */
@FunctionalInterface
public interface Pause {
    /** An interrupt ends it at once, and stays set. */
    void await(Duration length);
}
