package dev.assent.client;

import dev.assent.client.XidContext.Scope;
import dev.assent.model.Xid;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a thread works for: a global transaction or none, and how it waits for row locks. Taken from one thread by
 * {@link #current} and bound to another by {@link #bind}, it carries the transaction there; {@link #wrap} does both
 * around a task. Immutable.
 *
 * <p>A context does not keep the transaction open. What a task changes after the transaction has ended is refused when
 * its branch is registered.
 */
public final class TransactionContext {
    /** No global transaction, and nothing said of locks. */
    public static final TransactionContext NONE = new TransactionContext(null, LockRetrySettings.OF_DATA_SOURCE, false);

    private final @Nullable Participation participation;
    private final LockRetrySettings lockRetry;
    private final boolean checkingLocks;

    private TransactionContext(
            @Nullable Participation participation, LockRetrySettings lockRetry, boolean checkingLocks) {
        this.participation = participation;
        this.lockRetry = lockRetry;
        this.checkingLocks = checkingLocks;
    }

    /** What the current thread works for. */
    public static TransactionContext current() {
        return XidContext.context();
    }

    /** A context that works for this part of a transaction and says nothing of locks. */
    public static TransactionContext of(Participation participation) {
        return new TransactionContext(participation, LockRetrySettings.OF_DATA_SOURCE, false);
    }

    /** A context that works for this transaction and says nothing of locks; null works for none. */
    public static TransactionContext of(@Nullable Xid xid) {
        return xid == null ? NONE : of(Participation.in(xid));
    }

    /** The same transaction, waiting for row locks as these settings say; what they leave open stays as it was. */
    public TransactionContext withLockRetry(LockRetrySettings settings) {
        if (settings.equals(LockRetrySettings.OF_DATA_SOURCE)) {
            return this;
        }
        return new TransactionContext(participation, settings.over(lockRetry), checkingLocks);
    }

    /**
     * The same, where a local transaction outside of any global one is to respect the row locks of global transactions
     * ({@code @GlobalLock}).
     */
    public TransactionContext withLockChecks() {
        return new TransactionContext(participation, lockRetry, true);
    }

    /** The same as to locks, for no global transaction. */
    public TransactionContext outside() {
        return participation == null ? this : new TransactionContext(null, lockRetry, checkingLocks);
    }

    public Optional<Xid> xid() {
        return participation == null ? Optional.empty() : Optional.of(participation.xid());
    }

    public Optional<Participation> participation() {
        return Optional.ofNullable(participation);
    }

    public LockRetrySettings lockRetry() {
        return lockRetry;
    }

    /** Whether {@link #withLockChecks} was said. */
    public boolean isCheckingLocks() {
        return checkingLocks;
    }

    /** Binds this context until the scope is closed, then restores what was bound before. Close it on the same thread. */
    public Scope bind() {
        return XidContext.replace(this);
    }

    /** A task that runs in this context on any thread, and leaves that thread as it was. */
    public Runnable wrap(Runnable task) {
        return () -> {
            Scope bound = bind();
            try (bound) {
                task.run();
            }
        };
    }

    /** As {@link #wrap(Runnable)}. */
    public <T extends @Nullable Object> Callable<T> wrapCallable(Callable<T> task) {
        return () -> {
            Scope bound = bind();
            try (bound) {
                return task.call();
            }
        };
    }

    /** As {@link #wrap(Runnable)}, for what makes a value, as {@code CompletableFuture.supplyAsync} takes it. */
    public <T extends @Nullable Object> Supplier<T> wrapSupplier(Supplier<T> task) {
        return () -> {
            Scope bound = bind();
            try (bound) {
                return task.get();
            }
        };
    }

    /** An executor whose tasks all run in this context, whichever thread submits them. */
    public Executor executor(Executor target) {
        return task -> target.execute(wrap(task));
    }

    /** An executor whose tasks run in the context of the thread that submits them. */
    public static Executor propagating(Executor target) {
        return task -> target.execute(current().wrap(task));
    }

    /**
     * An executor service whose tasks run in the context of the thread that submits them. It works with any target,
     * threads per task and virtual threads too; closing it closes the target.
     */
    public static ExecutorService propagating(ExecutorService target) {
        return new PropagatingExecutorService(target);
    }

    @Override
    public String toString() {
        return participation == null ? "no global transaction" : "global transaction " + participation.xid();
    }
}
