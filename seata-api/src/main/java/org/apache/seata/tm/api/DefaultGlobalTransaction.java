package org.apache.seata.tm.api;

import dev.assent.client.TransactionContext;
import dev.assent.client.Transactions;
import dev.assent.client.Transactions.Ending;
import dev.assent.client.XidContext;
import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import dev.assent.seata.SeataApi;
import dev.assent.seata.SeataErrors;
import dev.assent.seata.Threads;
import dev.assent.tm.TransactionOptions;
import java.time.Duration;
import java.util.Optional;
import org.apache.seata.core.exception.TransactionException;
import org.apache.seata.core.exception.TransactionExceptionCode;
import org.apache.seata.core.model.GlobalStatus;
import org.apache.seata.tm.api.transaction.SuspendedResourcesHolder;
import org.jspecify.annotations.Nullable;

/** Over a handle of ours if this object began the transaction, else over its xid. */
final class DefaultGlobalTransaction implements GlobalTransaction {
    private static final int DEFAULT_TIMEOUT = 60_000;
    private static final String DEFAULT_NAME = "default";

    private final GlobalTransactionRole role;
    private @Nullable Xid xid;
    private dev.assent.tm.@Nullable GlobalTransaction own;
    private GlobalStatus status;
    private long createTime;

    DefaultGlobalTransaction() {
        this(null, GlobalStatus.UnKnown, GlobalTransactionRole.Launcher);
    }

    private DefaultGlobalTransaction(@Nullable Xid xid, GlobalStatus status, GlobalTransactionRole role) {
        this.xid = xid;
        this.status = status;
        this.role = role;
    }

    static GlobalTransaction joined(Xid xid) {
        return new DefaultGlobalTransaction(xid, GlobalStatus.Begin, GlobalTransactionRole.Participant);
    }

    static GlobalTransaction reloaded(Xid xid) {
        return ended(xid, GlobalStatus.UnKnown);
    }

    /** One that a template has begun and ended. */
    static GlobalTransaction ended(Xid xid, GlobalStatus status) {
        return new DefaultGlobalTransaction(xid, status, GlobalTransactionRole.Launcher);
    }

    @Override
    public void begin() throws TransactionException {
        begin(DEFAULT_TIMEOUT);
    }

    @Override
    public void begin(int timeout) throws TransactionException {
        begin(timeout, DEFAULT_NAME);
    }

    @Override
    public void begin(int timeout, String name) throws TransactionException {
        if (role == GlobalTransactionRole.Participant) {
            return;
        }
        if (xid != null) {
            throw SeataErrors.begunBefore(xid.value());
        }
        XidContext.current().ifPresent(current -> {
            throw SeataErrors.alreadyInside(current);
        });
        TransactionOptions options = TransactionOptions.named(name).withTimeout(Duration.ofMillis(timeout));
        try {
            dev.assent.tm.GlobalTransaction begun =
                    SeataApi.connected().transactions().begin(options); // it stays bound until its end
            own = begun;
            xid = begun.xid();
        } catch (AssentException.TryAgain e) {
            throw new TransactionException(TransactionExceptionCode.BeginFailed, e.getMessage(), e);
        } catch (AssentException.OutcomeUnknown e) {
            throw TransactionException.of(e);
        }
        status = GlobalStatus.Begin;
        createTime = System.currentTimeMillis();
    }

    @Override
    public void commit() throws TransactionException {
        if (role == GlobalTransactionRole.Launcher) {
            end("commit()", dev.assent.tm.GlobalTransaction::commit, Transactions::commit);
        }
    }

    @Override
    public void rollback() throws TransactionException {
        if (role == GlobalTransactionRole.Launcher) {
            end("rollback()", dev.assent.tm.GlobalTransaction::rollback, Transactions::rollback);
        }
    }

    private void end(String call, OfOwn ofOwn, OfOther ofOther) throws TransactionException {
        Xid ending = xid;
        if (ending == null) {
            throw SeataErrors.notBegun(call);
        }
        try {
            Ending ended = own == null
                    ? ofOther.end(SeataApi.connected().coordinator(), ending)
                    : ofOwn.end(own).orElseThrow(); // it is of the launcher
            status = statusOf(ended);
        } catch (AssentException.RolledBack e) {
            status = GlobalStatus.Rollbacked;
            throw TransactionException.of(e);
        } catch (AssentException.TryAgain | AssentException.OutcomeUnknown e) {
            throw TransactionException.of(e);
        } finally {
            if (XidContext.current().equals(Optional.of(ending))) {
                Threads.workForNone();
            }
        }
    }

    private static GlobalStatus statusOf(Ending ending) {
        return switch (ending) {
            case COMMITTED -> GlobalStatus.Committed;
            case COMMIT_RETRYING -> GlobalStatus.CommitRetrying;
            case ROLLED_BACK -> GlobalStatus.Rollbacked;
            case ROLLBACK_RETRYING -> GlobalStatus.RollbackRetrying;
            case ROLLBACK_FAILED -> GlobalStatus.RollbackFailed;
        };
    }

    @Override
    public @Nullable SuspendedResourcesHolder suspend() {
        return suspend(false);
    }

    @Override
    public @Nullable SuspendedResourcesHolder suspend(boolean clean) {
        TransactionContext context = TransactionContext.current();
        Threads.workForNone();
        return clean
                ? null
                : context.xid()
                        .map(current -> new SuspendedResourcesHolder(current.value(), context))
                        .orElse(null);
    }

    @Override
    public void resume(@Nullable SuspendedResourcesHolder suspendedResourcesHolder) {
        if (suspendedResourcesHolder != null) {
            Threads.bind(suspendedResourcesHolder.context());
        }
    }

    @Override
    public GlobalStatus getStatus() throws TransactionException {
        if (xid == null) {
            return GlobalStatus.UnKnown;
        }
        try {
            status = GlobalStatus.get(
                    SeataApi.connected().transactions().status(xid).code());
            return status;
        } catch (AssentException.TryAgain | AssentException.OutcomeUnknown e) {
            throw TransactionException.of(e);
        }
    }

    @Override
    public @Nullable String getXid() {
        return xid == null ? null : xid.value();
    }

    @Override
    public void globalReport(GlobalStatus globalStatus) {
        throw SeataErrors.noReport(String.valueOf(getXid()));
    }

    @Override
    public GlobalStatus getLocalStatus() {
        return status;
    }

    @Override
    public GlobalTransactionRole getGlobalTransactionRole() {
        return role;
    }

    @Override
    public long getCreateTime() {
        return createTime;
    }

    private interface OfOwn {
        Optional<Ending> end(dev.assent.tm.GlobalTransaction own);
    }

    private interface OfOther {
        Ending end(Transactions coordinator, Xid xid);
    }
}
