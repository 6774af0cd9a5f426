package dev.assent.tm;

import dev.assent.model.Xid;
import dev.assent.tm.TransactionHook.Completion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls hooks; what they throw ends here, so that it cannot change what becomes of the transaction. */
final class Hooks {
    private static final Logger log = LoggerFactory.getLogger(TransactionHook.class);

    private final List<TransactionHook> ofAll;
    private final CopyOnWriteArrayList<TransactionHook> ofThis = new CopyOnWriteArrayList<>();

    Hooks(List<TransactionHook> ofAll) {
        this.ofAll = ofAll;
    }

    void add(TransactionHook hook) {
        ofThis.add(hook);
    }

    static void beforeBegin(List<TransactionHook> hooks, TransactionOptions options) {
        hooks.forEach(hook -> call(hook, "beforeBegin", "'" + options.name() + "'", h -> h.beforeBegin(options)));
    }

    void afterBegin(Xid xid) {
        each("afterBegin", xid, hook -> hook.afterBegin(xid));
    }

    void beforeCommit(Xid xid) {
        each("beforeCommit", xid, hook -> hook.beforeCommit(xid));
    }

    void afterCommit(Xid xid) {
        each("afterCommit", xid, hook -> hook.afterCommit(xid));
    }

    void rollsBackFor(Xid xid, Throwable reason) {
        each("rollsBackFor", xid, hook -> hook.rollsBackFor(xid, reason));
    }

    void beforeRollback(Xid xid) {
        each("beforeRollback", xid, hook -> hook.beforeRollback(xid));
    }

    void afterRollback(Xid xid) {
        each("afterRollback", xid, hook -> hook.afterRollback(xid));
    }

    void afterCompletion(Xid xid, Completion completion) {
        each("afterCompletion", xid, hook -> hook.afterCompletion(xid, completion));
    }

    private void each(String method, Xid xid, Consumer<TransactionHook> action) {
        ofAll.forEach(hook -> call(hook, method, xid, action));
        ofThis.forEach(hook -> call(hook, method, xid, action));
    }

    private static void call(
            TransactionHook hook, String method, Object transaction, Consumer<TransactionHook> action) {
        try {
            action.accept(hook);
        } catch (
                Throwable
                        e) { // an error of linkage, or an assertion, is no better reason to leave the transaction open
            log.warn(
                    "{} of hook {} threw for transaction {}; the transaction goes on as if it had not",
                    method,
                    hook.getClass().getName(),
                    transaction,
                    e);
        }
    }
}
