package dev.assent.client;

import dev.assent.model.Xid;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of this process in one global transaction: what the threads that work for it here have in common. A process has
 * one for each time that the xid came to it. Safe for many threads.
 */
public class Participation {
    private final Xid xid;
    private final AtomicReference<@Nullable Throwable> rollbackCause = new AtomicReference<>();
    private volatile @Nullable Transactions coordinator;

    protected Participation(Xid xid) {
        this.xid = xid;
    }

    /** The part in a transaction that was begun elsewhere. */
    static Participation in(Xid xid) {
        return new Participation(xid);
    }

    public final Xid xid() {
        return xid;
    }

    /** The client that a call in this process has begun or joined the transaction with; empty if none has. */
    public final Optional<Transactions> coordinator() {
        return Optional.ofNullable(coordinator);
    }

    /** A call in this process joins the transaction, or has begun it. The first client stays. */
    public final void reachedBy(Transactions client) {
        if (coordinator == null) {
            coordinator = client;
        }
    }

    /**
     * Marks the transaction rollback-only in this process: it must not be committed any more, whatever the code around does.
     *
     * @return false if it was marked before; the first reason stays
     */
    public final boolean markRollbackOnly(Throwable reason) {
        return rollbackCause.compareAndSet(null, reason);
    }

    /**
     * Lets the coordinator know that the transaction is rollback-only, unless this process ends it and knows by itself. What
     * goes wrong with that is added to the reason: the error of the caller is the first to be reported.
     *
     * @param coordinator {@link Transactions#markRollbackOnly}
     */
    public final void announce(Throwable reason, Consumer<Xid> coordinator) {
        if (endsHere()) {
            return;
        }
        try {
            coordinator.accept(xid);
        } catch (RuntimeException e) {
            if (e != reason) {
                reason.addSuppressed(e);
            }
        }
    }

    /** Whether this process has begun the transaction, and ends it. */
    protected boolean endsHere() {
        return false;
    }

    /** Why the transaction must be rolled back; empty if it may still be committed, as far as this process knows. */
    public final Optional<Throwable> rollbackCause() {
        return Optional.ofNullable(rollbackCause.get());
    }
}
