package dev.assent.server.embedded;

import dev.assent.protocol.Frame;

/** Hears of the orders that a coordinator sends to a resource manager. */
@FunctionalInterface
public interface OrderListener {
    /**
     * The outcome of a branch, a {@code BranchCommitRequest} or {@code BranchRollbackRequest}, or a purge of old undo rows,
     * which has no answer. Answer a branch by {@link EmbeddedConnection#answer}; until then the order comes again.
     */
    void ordered(EmbeddedConnection connection, Frame order);
}
