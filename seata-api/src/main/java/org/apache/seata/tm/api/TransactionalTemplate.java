package org.apache.seata.tm.api;

import dev.assent.client.XidContext;
import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import dev.assent.seata.SeataApi;
import dev.assent.seata.SeataErrors;
import dev.assent.tm.Body;
import dev.assent.tm.TransactionOptions;
import java.util.List;
import java.util.Optional;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.model.GlobalStatus;
import org.apache.seata.tm.api.TransactionalExecutor.Code;
import org.apache.seata.tm.api.TransactionalExecutor.ExecutionException;
import org.apache.seata.tm.api.transaction.TransactionInfo;
import org.jspecify.annotations.Nullable;

/** Runs code in a global transaction. Safe for many threads. */
public class TransactionalTemplate {
    /**
     * Runs the executor as its {@link TransactionInfo} says.
     *
     * @return what the executor returns
     * @throws ExecutionException if this call began the transaction, or was to begin it, and it is not committed. Its {@code
     *     getOriginalException} is what the executor threw
     * @throws TransactionException if the propagation forbids the call, or the transaction is rollback-only already
     * @throws Throwable what the executor throws, if this call began no transaction, or its rules make it commit
     */
    public @Nullable Object execute(TransactionalExecutor business) throws Throwable {
        TransactionInfo info = business.getTransactionInfo();
        if (info == null) {
            throw SeataErrors.noTransactionInfo();
        }
        TransactionOptions options = info.options();
        Course course = new Course(business);
        try {
            return SeataApi.connected().transactions().execute(options, course).orElse(null);
        } catch (Throwable thrown) {
            throw course.failure(thrown, options);
        }
    }

    /** One call: what was seen while it ran says what its failure means. */
    private static final class Course implements Body<Optional<Object>, Throwable> {
        private final TransactionalExecutor business;
        private final Optional<Xid> outside = XidContext.current();
        private boolean entered;
        private Optional<Xid> inside = Optional.empty();
        private @Nullable Throwable thrown;

        Course(TransactionalExecutor business) {
            this.business = business;
        }

        @Override
        public Optional<Object> run() throws Throwable {
            entered = true;
            inside = XidContext.current();
            try {
                return Optional.ofNullable(business.execute());
            } catch (Throwable e) {
                thrown = e;
                throw e;
            }
        }

        Throwable failure(Throwable error, TransactionOptions options) {
            if (!entered) {
                return notEntered(error);
            }
            Xid own = inside.filter(xid -> !outside.equals(Optional.of(xid))).orElse(null);
            if (own == null) {
                return error;
            }
            if (error != thrown) {
                Code code = error instanceof AssentException.RolledBack ? Code.RollbackDone : Code.CommitFailure;
                return new ExecutionException(ended(own, code), error, code, thrown == null ? error : thrown);
            }
            if (!options.rules().rollsBackOn(error)) {
                return error;
            }
            Code code = afterRollback(List.of(error.getSuppressed()));
            return new ExecutionException(ended(own, code), code, error);
        }

        private static Throwable notEntered(Throwable error) {
            if (error instanceof AssentException.NotAllowed refused) {
                return TransactionException.of(refused);
            }
            return error instanceof AssentException.RolledBack dead
                    ? TransactionException.of(dead)
                    : new ExecutionException(null, error, Code.BeginFailure);
        }

        /** @param suppressed what the rollback has met stands among them */
        private static Code afterRollback(List<Throwable> suppressed) {
            if (suppressed.stream().anyMatch(AssentException.RolledBack.class::isInstance)) {
                return Code.Rollbacking;
            }
            return suppressed.stream().anyMatch(AssentException.class::isInstance)
                    ? Code.RollbackFailure
                    : Code.RollbackDone;
        }

        private static GlobalTransaction ended(Xid xid, Code code) {
            return DefaultGlobalTransaction.ended(
                    xid,
                    switch (code) {
                        case RollbackDone -> GlobalStatus.Rollbacked;
                        case Rollbacking -> GlobalStatus.RollbackRetrying;
                        case RollbackFailure -> GlobalStatus.RollbackFailed;
                        default -> GlobalStatus.UnKnown;
                    });
        }
    }
}
