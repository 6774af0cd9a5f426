package dev.assent.tm;

import dev.assent.client.Transactions;
import dev.assent.client.Transactions.Ending;
import dev.assent.client.XidContext;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.util.Optional;

/**
 * A global transaction that the caller ends itself; {@link GlobalTransactions#execute} is the easier way. It is bound
 * to the thread that began it until that thread closes it; {@link #close} rolls it back if it was not ended. It must be
 * used by one thread only.
 *
 * <pre>{@code
 * try (GlobalTransaction tx = transactions.begin(TransactionOptions.named("buy"))) {
 *     …
 *     tx.commit();
 * }
 * }</pre>
 */
public final class GlobalTransaction implements AutoCloseable {
    private final Transactions coordinator;
    private final Xid xid;
    private final Role role;
    private final XidContext.Scope bound;
    private boolean ended;
    private boolean closed;

    private GlobalTransaction(Transactions coordinator, Xid xid, Role role) {
        this.coordinator = coordinator;
        this.xid = xid;
        this.role = role;
        this.bound = XidContext.bind(xid);
    }

    static GlobalTransaction launched(Transactions coordinator, Xid xid) {
        return new GlobalTransaction(coordinator, xid, Role.LAUNCHER);
    }

    static GlobalTransaction joined(Transactions coordinator, Xid xid) {
        return new GlobalTransaction(coordinator, xid, Role.PARTICIPANT);
    }

    public Xid xid() {
        return xid;
    }

    public Role role() {
        return role;
    }

    /** The status that the coordinator answers now. */
    public GlobalStatus status() {
        return coordinator.status(xid);
    }

    /**
     * Commits if this handle began the transaction; does nothing if it joined the transaction.
     *
     * @return the status after the commit; empty if this handle joined the transaction
     * @throws dev.assent.model.AssentException as {@link Transactions#commit}, and NotAllowed if it was ended before.
     *     After TryAgain it may be called again
     */
    public Optional<Ending> commit() {
        return role == Role.PARTICIPANT ? Optional.empty() : Optional.of(end(coordinator.commit(openXid())));
    }

    /**
     * Rolls back if this handle began the transaction; does nothing if it joined, where the code rolls back by
     * throwing.
     *
     * @return as {@link #commit}
     * @throws dev.assent.model.AssentException as {@link Transactions#rollback}, and NotAllowed if it was ended before
     */
    public Optional<Ending> rollback() {
        return role == Role.PARTICIPANT ? Optional.empty() : Optional.of(end(coordinator.rollback(openXid())));
    }

    /**
     * Rolls back if the transaction was not ended, then binds the thread to the transaction that it was bound to
     * before.
     */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (bound) {
            if (!ended) {
                rollback();
            }
        }
    }

    private Xid openXid() {
        if (ended) {
            throw TransactionErrors.endedAlready(xid);
        }
        return xid;
    }

    private Ending end(Ending ending) {
        ended = true;
        return ending;
    }

    /** Whether this handle may end the transaction. */
    public enum Role {
        /** This handle began the transaction and ends it. */
        LAUNCHER,
        /** This handle joined a transaction that was begun elsewhere. */
        PARTICIPANT
    }
}
