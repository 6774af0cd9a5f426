package dev.assent.tm;

import dev.assent.client.Transactions;
import dev.assent.client.Transactions.Ending;
import dev.assent.client.XidContext;
import dev.assent.model.Xid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens global transactions around business code and ends them: committed when the body returns, rolled back when it
 * throws. Only the call that began a transaction ends it; a call that joins it, or that works for an xid from another
 * service, only takes part. Safe for many threads.
 */
public final class GlobalTransactions {
    private final Transactions coordinator;

    public GlobalTransactions(Transactions coordinator) {
        this.coordinator = coordinator;
    }

    /**
     * Runs the body as the options say, with its xid bound to the thread.
     *
     * @return what the body returns, once the commit is decided and durable
     * @throws E the exception of the body, the same object, after the rollback. If the rollback is still in progress,
     *     cannot be completed or could not be requested, an exception that says so is among its suppressed exceptions
     * @throws dev.assent.model.AssentException.RolledBack if the body returned, but the transaction is rolled back (by
     *     its time-out, or because a branch failed)
     * @throws dev.assent.model.AssentException.OutcomeUnknown if no answer to the commit came in time
     * @throws dev.assent.model.AssentException.TryAgain if the coordinator could not be reached to begin or to commit;
     *     then nothing is changed
     * @throws dev.assent.model.AssentException.NotAllowed if the propagation forbids it
     */
    public <T extends @Nullable Object, E extends Exception> T execute(TransactionOptions options, Body<T, E> body)
            throws E {
        Optional<Xid> current = XidContext.current();
        switch (options.propagation().entry(current.isPresent())) {
            case JOIN:
                return body.run();
            case OPEN:
                return open(options, body);
            case STAY_OUTSIDE:
                return in(XidContext.suspend(), body);
            case REFUSE:
            default:
                throw refusal(options, current);
        }
    }

    /** As {@link #execute}, for a body that returns nothing. */
    public <E extends Exception> void run(TransactionOptions options, Action<E> body) throws E {
        execute(options, () -> {
            body.run();
            return true; // the value is not used
        });
    }

    /**
     * Joins the transaction that the thread works for, or begins one, for a caller that ends it itself. The propagation
     * and the rules of the options are not used.
     */
    public GlobalTransaction begin(TransactionOptions options) {
        return XidContext.current()
                .map(xid -> GlobalTransaction.joined(coordinator, xid))
                .orElseGet(() -> GlobalTransaction.launched(coordinator, newXid(options)));
    }

    private <T extends @Nullable Object, E extends Exception> T open(TransactionOptions options, Body<T, E> body)
            throws E {
        Xid xid = newXid(options);
        T result;
        try {
            result = in(XidContext.bind(xid), body);
        } catch (Throwable thrown) {
            if (options.rules().rollsBackOn(thrown)) {
                rollback(xid, thrown);
            } else {
                commitInSpiteOf(xid, thrown);
            }
            throw thrown;
        }
        coordinator.commit(xid);
        return result;
    }

    private static <T extends @Nullable Object, E extends Exception> T in(XidContext.Scope scope, Body<T, E> body)
            throws E {
        try (scope) {
            return body.run();
        }
    }

    private Xid newXid(TransactionOptions options) {
        return coordinator.begin(options.name(), options.timeout());
    }

    private void rollback(Xid xid, Throwable thrown) {
        try {
            Ending ending = coordinator.rollback(xid);
            if (ending == Ending.ROLLBACK_RETRYING) {
                thrown.addSuppressed(TransactionErrors.rollbackRetrying(xid));
            } else if (ending == Ending.ROLLBACK_FAILED) {
                thrown.addSuppressed(TransactionErrors.rollbackFailed(xid));
            }
        } catch (RuntimeException trouble) {
            suppress(thrown, trouble);
        }
    }

    /** The rules make the caller take this exception for a commit, so a failed commit replaces the exception. */
    private void commitInSpiteOf(Xid xid, Throwable thrown) {
        try {
            coordinator.commit(xid);
        } catch (RuntimeException trouble) {
            suppress(trouble, thrown);
            throw trouble;
        }
    }

    private static void suppress(Throwable main, Throwable other) {
        if (main != other) {
            main.addSuppressed(other);
        }
    }

    private static RuntimeException refusal(TransactionOptions options, Optional<Xid> current) {
        return current.map(xid -> (RuntimeException) TransactionErrors.notInside(options.name(), xid))
                .orElseGet(() -> TransactionErrors.notOutside(options.name()));
    }
}
