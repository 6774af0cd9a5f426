package dev.assent.tm;

import dev.assent.client.LockRetrySettings;
import dev.assent.client.Participation;
import dev.assent.client.TransactionContext;
import dev.assent.client.TransactionReport;
import dev.assent.client.Transactions;
import dev.assent.client.XidContext;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens global transactions around business code and ends them: committed when the body returns, rolled back when it
 * throws. Only the call that began a transaction ends it; a call that joins it, or that works for an xid from another
 * service, only takes part. Safe for many threads.
 *
 * <p>If a call that has joined throws, the transaction is marked rollback-only, unless its rules say that the exception is
 * no reason. The call that began it then rolls back even if the exception was caught on the way, and throws {@code
 * RolledBack} with that exception as its cause.
 *
 * <p>The time-out of a transaction is set by the call that begins it. A call that joins does not change it; a transaction of
 * its own ({@link Propagation#REQUIRES_NEW}) has its own, while that of the suspended one goes on.
 */
public final class GlobalTransactions {
    private static final Logger log = LoggerFactory.getLogger(GlobalTransactions.class);

    private final Transactions coordinator;
    private final TransactionSettings settings;

    /** With {@link TransactionSettings#DEFAULTS}. */
    public GlobalTransactions(Transactions coordinator) {
        this(coordinator, TransactionSettings.DEFAULTS);
    }

    public GlobalTransactions(Transactions coordinator, TransactionSettings settings) {
        this.coordinator = coordinator;
        this.settings = settings;
        if (settings.suspendTimeouts()) {
            log.warn(
                    "time-outs are suspended for debugging: each transaction gets {} ms and holds its rows as long if"
                            + " it is not ended",
                    TransactionSettings.WHILE_DEBUGGING.toMillis());
        }
    }

    public TransactionSettings settings() {
        return settings;
    }

    /**
     * Runs the body as the options say, with its xid bound to the thread.
     *
     * @return what the body returns, once the commit is decided and durable
     * @throws E the exception of the body, the same object, after the rollback. If the rollback is still in progress,
     *     cannot be completed or could not be requested, an exception that says so is among its suppressed exceptions
     * @throws dev.assent.model.AssentException.RolledBack if the body returned, but the transaction is rolled back (by
     *     its time-out, because a branch failed, or because it was rollback-only, with the reason as the cause); or if a
     *     call wants to join a transaction that is rollback-only: its body does not run
     * @throws dev.assent.model.AssentException.OutcomeUnknown if no answer to the commit came in time
     * @throws dev.assent.model.AssentException.TryAgain if the coordinator could not be reached to begin or to commit;
     *     then nothing is changed
     * @throws dev.assent.model.AssentException.NotAllowed if the propagation forbids it
     */
    public <T extends @Nullable Object, E extends Throwable> T execute(TransactionOptions options, Body<T, E> body)
            throws E {
        TransactionContext context = TransactionContext.current();
        Optional<Participation> current = context.participation();
        switch (options.propagation().entry(current.isPresent())) {
            case JOIN:
                return join(options, current.orElseThrow(), context, body);
            case OPEN:
                return open(options, body);
            case STAY_OUTSIDE:
                return in(context.outside().withLockRetry(options.lockRetry()), body);
            case REFUSE:
            default:
                throw refusal(options, context.xid());
        }
    }

    /** As {@link #execute}, for a body that returns nothing. */
    public <E extends Throwable> void run(TransactionOptions options, Action<E> body) throws E {
        execute(options, () -> {
            body.run();
            return true; // the value is not used
        });
    }

    /**
     * Runs the body so that its local transactions respect the row locks of global transactions, as {@link GlobalLock}
     * does. Opens no transaction; inside one only the settings count.
     *
     * @return what the body returns
     * @throws E the exception of the body
     */
    public <T extends @Nullable Object, E extends Throwable> T withGlobalLock(
            LockRetrySettings lockRetry, Body<T, E> body) throws E {
        return in(TransactionContext.current().withLockRetry(lockRetry).withLockChecks(), body);
    }

    /**
     * Joins the transaction that the thread works for, or begins one, for a caller that ends it itself. The propagation
     * and the rules of the options are not used.
     *
     * @throws dev.assent.model.AssentException.RolledBack if the thread works for a transaction that is rollback-only
     */
    public GlobalTransaction begin(TransactionOptions options) {
        TransactionContext context = TransactionContext.current();
        Participation part = context.participation().orElse(null);
        if (part == null) {
            LaunchedTransaction own = launch(options);
            return GlobalTransaction.launched(own, TransactionContext.of(own).withLockRetry(options.lockRetry()));
        }
        requireAlive(options, part);
        part.reachedBy(coordinator);
        return GlobalTransaction.joined(coordinator, part, context.withLockRetry(options.lockRetry()));
    }

    /**
     * The transaction that the thread works for, begun here or in another process, as a participant sees it; empty if there
     * is none.
     */
    public Optional<GlobalTransaction> current() {
        return TransactionContext.current().participation().map(part -> GlobalTransaction.seen(coordinator, part));
    }

    /** As {@link Transactions#status}. */
    public GlobalStatus status(Xid xid) {
        return coordinator.status(xid);
    }

    /** As {@link Transactions#report}: the status, what decided it, and the branches that have not got the outcome. */
    public TransactionReport report(Xid xid) {
        return coordinator.report(xid);
    }

    private <T extends @Nullable Object, E extends Throwable> T join(
            TransactionOptions options, Participation part, TransactionContext context, Body<T, E> body) throws E {
        requireAlive(options, part);
        part.reachedBy(coordinator);
        try {
            return options.lockRetry().equals(LockRetrySettings.OF_DATA_SOURCE)
                    ? body.run()
                    : in(context.withLockRetry(options.lockRetry()), body);
        } catch (Throwable thrown) {
            if (settings.joinedFailureRollsBack() && options.rules().rollsBackOn(thrown)) {
                dead(part, thrown);
            }
            throw thrown;
        }
    }

    private <T extends @Nullable Object, E extends Throwable> T open(TransactionOptions options, Body<T, E> body)
            throws E {
        LaunchedTransaction own = launch(options);
        T result;
        try {
            result = in(TransactionContext.of(own).withLockRetry(options.lockRetry()), body);
        } catch (Throwable thrown) {
            if (options.rules().rollsBackOn(thrown)) {
                own.rollBackFor(thrown);
            } else {
                own.commitInSpiteOf(thrown);
            }
            throw thrown;
        }
        own.commitLast();
        return result;
    }

    private static <T extends @Nullable Object, E extends Throwable> T in(TransactionContext context, Body<T, E> body)
            throws E {
        XidContext.Scope bound = context.bind();
        try (bound) {
            return body.run();
        }
    }

    private LaunchedTransaction launch(TransactionOptions options) {
        Hooks.beforeBegin(settings.hooks(), options);
        Xid xid = coordinator.begin(options.name(), settings.timeout(options));
        LaunchedTransaction own = new LaunchedTransaction(coordinator, xid, new Hooks(settings.hooks()));
        own.hooks().afterBegin(xid);
        return own;
    }

    private void dead(Participation part, Throwable thrown) {
        if (part.markRollbackOnly(thrown)) {
            part.announce(thrown, coordinator::markRollbackOnly);
        }
    }

    private static void requireAlive(TransactionOptions options, Participation part) {
        part.rollbackCause().ifPresent(reason -> {
            throw TransactionErrors.deadAlready(part.xid(), options.name(), reason);
        });
    }

    private static RuntimeException refusal(TransactionOptions options, Optional<Xid> current) {
        return current.map(xid -> (RuntimeException) TransactionErrors.notInside(options.name(), xid))
                .orElseGet(() -> TransactionErrors.notOutside(options.name()));
    }
}
