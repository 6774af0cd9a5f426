package dev.assent.tm;

import dev.assent.client.Transactions;
import dev.assent.client.Transactions.Ending;
import dev.assent.client.XidContext;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.util.Optional;

/**
 * A global transaction in your own hands; {@link GlobalTransactions#execute} is the easier way. Bound to the thread that
 * began it until it is closed there; {@link #close} rolls back what was not ended. Not for several threads.
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

    /** Where the coordinator sees it now. */
    public GlobalStatus status() {
        return coordinator.status(xid);
    }

    /**
     * Commits, if this is the launcher; a participant's word is not asked.
     *
     * @return how far it came; empty for a participant
     * @throws dev.assent.model.AssentException as {@link Transactions#commit}, and NotAllowed at the second ending. After
     *     TryAgain it may be called again
     */
    public Optional<Ending> commit() {
        return role == Role.PARTICIPANT ? Optional.empty() : Optional.of(end(coordinator.commit(openXid())));
    }

    /**
     * Rolls back, if this is the launcher; a participant rolls back by throwing, up to the launcher.
     *
     * @return as {@link #commit}
     * @throws dev.assent.model.AssentException as {@link Transactions#rollback}, and NotAllowed at the second ending
     */
    public Optional<Ending> rollback() {
        return role == Role.PARTICIPANT ? Optional.empty() : Optional.of(end(coordinator.rollback(openXid())));
    }

    /** Rolls back if nothing was asked for, then gives the thread back what it worked for before. */
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

    /** Who may end it. */
    public enum Role {
        /** Began it, and ends it. */
        LAUNCHER,
        /** Joined what another began. */
        PARTICIPANT
    }
}
