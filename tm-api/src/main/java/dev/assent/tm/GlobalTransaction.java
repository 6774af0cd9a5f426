package dev.assent.tm;

import dev.assent.client.Participation;
import dev.assent.client.TransactionContext;
import dev.assent.client.Transactions;
import dev.assent.client.Transactions.Ending;
import dev.assent.client.XidContext;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A global transaction that the caller ends itself ({@link GlobalTransactions#begin}), or the one that the thread works for
 * ({@link #current}). {@link GlobalTransactions#execute} is the easier way to begin one. It is bound to the thread that
 * began it until that thread ends or closes it; {@link #close} rolls it back if it was not ended. It must be used by one
 * thread only.
 *
 * <pre>{@code
 * try (GlobalTransaction tx = transactions.begin(TransactionOptions.named("buy"))) {
 *     …
 *     tx.commit();
 * }
 * }</pre>
 */
public final class GlobalTransaction implements AutoCloseable {
    private final Participation part;
    private final @Nullable Transactions coordinator;
    private final @Nullable LaunchedTransaction own;
    private XidContext.Scope bound;
    private boolean ended;
    private boolean closed;

    private GlobalTransaction(
            Participation part,
            @Nullable Transactions coordinator,
            @Nullable LaunchedTransaction own,
            XidContext.Scope bound) {
        this.part = part;
        this.coordinator = coordinator;
        this.own = own;
        this.bound = bound;
    }

    static GlobalTransaction launched(LaunchedTransaction own, TransactionContext context) {
        return new GlobalTransaction(own, own.coordinator().orElse(null), own, context.bind());
    }

    static GlobalTransaction joined(Transactions coordinator, Participation part, TransactionContext context) {
        return new GlobalTransaction(part, coordinator, null, context.bind());
    }

    static GlobalTransaction seen(@Nullable Transactions coordinator, Participation part) {
        return new GlobalTransaction(
                part, part.coordinator().orElse(coordinator), null, () -> {}); // others have bound it
    }

    /**
     * The transaction that the thread works for, as a participant sees it; empty if there is none. Closing it does
     * nothing.
     */
    public static Optional<GlobalTransaction> current() {
        return TransactionContext.current().participation().map(part -> seen(null, part));
    }

    public Xid xid() {
        return part.xid();
    }

    public Role role() {
        return own == null ? Role.PARTICIPANT : Role.LAUNCHER;
    }

    /**
     * The status that the coordinator answers now.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if this is {@link #current}, and no call of this process has begun
     *     or joined the transaction: ask {@link GlobalTransactions#current} for it then
     * @throws dev.assent.model.AssentException.TryAgain if the coordinator cannot be reached
     */
    public GlobalStatus status() {
        return known().status(xid());
    }

    /**
     * Commits if this handle began the transaction, and binds the thread to the transaction that it was bound to before;
     * does nothing if it joined the transaction.
     *
     * @return the status after the commit; empty if this handle joined the transaction
     * @throws dev.assent.model.AssentException.RolledBack if it was rollback-only and is now rolled back
     * @throws dev.assent.model.AssentException as {@link Transactions#commit}, and NotAllowed if it was ended before.
     *     After TryAgain the thread works for it still, and it may be called again
     */
    public Optional<Ending> commit() {
        return own == null ? Optional.empty() : Optional.of(end(own, LaunchedTransaction::commit));
    }

    /**
     * Rolls back if this handle began the transaction, and binds the thread as {@link #commit} does; does nothing if it
     * joined, where the code rolls back by throwing.
     *
     * @return as {@link #commit}
     * @throws dev.assent.model.AssentException as {@link Transactions#rollback}, and NotAllowed if it was ended before
     */
    public Optional<Ending> rollback() {
        return own == null ? Optional.empty() : Optional.of(end(own, LaunchedTransaction::rollback));
    }

    /**
     * From now on the transaction can only be rolled back: the call that began it in this process rolls it back and throws
     * {@code RolledBack}, also if its body returns. The first reason stays.
     *
     * @param reason completes the sentence "it was marked rollback-only: "
     * @throws dev.assent.model.AssentException.NotAllowed as {@link #status}
     * @throws dev.assent.model.AssentException as {@link Transactions#markRollbackOnly}, if the transaction was begun in another
     *     process
     */
    public void setRollbackOnly(String reason) {
        Transactions asked = known();
        if (part.markRollbackOnly(TransactionErrors.marked(xid(), reason)) && !(part instanceof LaunchedTransaction)) {
            asked.markRollbackOnly(xid());
        }
    }

    /** Why it can only be rolled back; empty if nothing in this process says so. */
    public Optional<Throwable> rollbackCause() {
        return part.rollbackCause();
    }

    /**
     * Adds a hook for the end of this transaction.
     *
     * @throws dev.assent.model.AssentException.NotAllowed if the transaction was begun in another process, which ends it
     */
    public void addHook(TransactionHook hook) {
        if (!(part instanceof LaunchedTransaction launched)) {
            throw TransactionErrors.endsElsewhere(xid());
        }
        launched.hooks().add(hook);
    }

    /** Lets the thread work for no transaction until the scope is closed, which resumes this one. Close it on this thread. */
    public XidContext.Scope suspend() {
        return XidContext.suspend();
    }

    /** What another thread binds to work for this transaction. */
    public TransactionContext context() {
        return TransactionContext.of(part);
    }

    /**
     * Rolls back if this handle began the transaction and it was not ended, then binds the thread to the transaction that
     * it was bound to before.
     */
    @Override
    public void close() {
        if (closed || ended) {
            return;
        }
        closed = true;
        if (own == null) {
            bound.close();
            return;
        }
        try {
            end(own, LaunchedTransaction::rollbackLast);
        } finally {
            bound.close();
        }
    }

    private Transactions known() {
        if (coordinator == null) {
            throw TransactionErrors.noCoordinator(xid());
        }
        return coordinator;
    }

    private Ending end(LaunchedTransaction launched, Step step) {
        if (ended) {
            throw TransactionErrors.endedAlready(xid());
        }
        TransactionContext inside = TransactionContext.current();
        bound.close();
        try {
            Ending ending = step.of(launched);
            ended = true;
            return ending;
        } catch (TryAgain stillOpen) {
            bound = inside.bind();
            throw stillOpen;
        } catch (RuntimeException e) {
            ended = true;
            throw e;
        }
    }

    private interface Step {
        Ending of(LaunchedTransaction launched);
    }

    /** Whether this handle may end the transaction. */
    public enum Role {
        /** This handle began the transaction and ends it. */
        LAUNCHER,
        /** This handle joined a transaction that was begun elsewhere. */
        PARTICIPANT
    }
}
