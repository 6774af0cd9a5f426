package org.apache.seata.tm.api.transaction;

import dev.assent.client.XidContext;
import dev.assent.model.Xid;
import dev.assent.tm.TransactionOptions;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls the hooks that the thread has registered with {@link TransactionHookManager}, and forgets them at the end. */
public final class RegisteredHooks implements dev.assent.tm.TransactionHook {
    private static final Logger log = LoggerFactory.getLogger(TransactionHook.class);

    @Override
    public void beforeBegin(TransactionOptions options) {
        each("beforeBegin", options.name(), TransactionHook::beforeBegin);
    }

    @Override
    public void afterBegin(Xid xid) {
        inside(xid, "afterBegin", TransactionHook::afterBegin);
    }

    @Override
    public void beforeCommit(Xid xid) {
        inside(xid, "beforeCommit", TransactionHook::beforeCommit);
    }

    @Override
    public void afterCommit(Xid xid) {
        each("afterCommit", xid, TransactionHook::afterCommit);
    }

    @Override
    public void beforeRollback(Xid xid) {
        inside(xid, "beforeRollback", TransactionHook::beforeRollback);
    }

    @Override
    public void afterRollback(Xid xid) {
        each("afterRollback", xid, TransactionHook::afterRollback);
    }

    @Override
    public void afterCompletion(Xid xid, Completion completion) {
        each("afterCompletion", xid, TransactionHook::afterCompletion);
        TransactionHookManager.clear();
    }

    /** As with Seata, until its end the thread works for the transaction: what a hook changes then is part of it. */
    private static void inside(Xid xid, String method, Consumer<TransactionHook> call) {
        XidContext.Scope bound = XidContext.bind(xid);
        try (bound) {
            each(method, xid, call);
        }
    }

    /** One that throws does not keep the others from being called. */
    private static void each(String method, Object transaction, Consumer<TransactionHook> call) {
        for (TransactionHook hook : TransactionHookManager.getHooks()) {
            try {
                call.accept(hook);
            } catch (Throwable e) { // as with our own hooks
                log.warn(
                        "{} of hook {} threw for transaction {}; the transaction goes on as if it had not",
                        method,
                        hook.getClass().getName(),
                        transaction,
                        e);
            }
        }
    }
}
