package dev.assent.client;

import dev.assent.model.Xid;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The part of this process in one global transaction: what the threads that work for it here have in common. A process has
 * one for each time that the xid came to it. Safe for many threads.
 */
public class Participation {
    private final Xid xid;
    private final AtomicReference<@Nullable Throwable> rollbackCause = new AtomicReference<>();

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

    /**
     * Marks the transaction rollback-only: it must not be committed any more, whatever the code around does. The first
     * reason stays. Nothing is sent.
     */
    public final void markRollbackOnly(Throwable reason) {
        rollbackCause.compareAndSet(null, reason);
    }

    /** Why the transaction must be rolled back; empty if it may still be committed, as far as this process knows. */
    public final Optional<Throwable> rollbackCause() {
        return Optional.ofNullable(rollbackCause.get());
    }
}
