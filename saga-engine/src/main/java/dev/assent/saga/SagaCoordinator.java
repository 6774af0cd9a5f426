package dev.assent.saga;

import dev.assent.saga.run.Effect.BranchReport;
import dev.assent.saga.run.Effect.GlobalReport;
import java.time.Duration;

/** The coordinator as an engine sees it. Calls block; safe for many threads. What fails throws a {@link RuntimeException}. */
public interface SagaCoordinator {
    /**
     * Begins the global transaction of an instance.
     *
     * @return its xid, the id of the instance
     */
    String begin(String name, Duration timeout);

    /** An engine goes on with a transaction that it has not in memory. By default nothing happens. */
    default void attach(String xid) {}

    /** Registers a step as a branch. */
    long registerBranch(String xid, String resource);

    void reportBranch(String xid, long branch, String resource, BranchReport report);

    void reportGlobal(String xid, GlobalReport report);
}
