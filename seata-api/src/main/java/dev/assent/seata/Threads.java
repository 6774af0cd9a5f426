package dev.assent.seata;

import dev.assent.client.TransactionContext;
import dev.assent.model.Xid;
import java.util.Optional;

/**
 * Binds transactions to the current thread until others are bound, as Seata's {@code RootContext} does. A scope that was
 * opened before and is closed after restores what was bound when it was opened.
 */
public final class Threads {
    private Threads() {}

    /** What the thread works for, with the same settings for row locks; the same transaction is left as it is. */
    public static void workFor(Xid xid) {
        TransactionContext current = TransactionContext.current();
        if (!current.xid().equals(Optional.of(xid))) {
            bind(like(current, TransactionContext.of(xid), current.isCheckingLocks()));
        }
    }

    public static void workForNone() {
        bind(TransactionContext.current().outside());
    }

    public static void checkLocks(boolean checking) {
        TransactionContext current = TransactionContext.current();
        TransactionContext same =
                current.participation().map(TransactionContext::of).orElse(TransactionContext.NONE);
        bind(like(current, same, checking));
    }

    public static void bind(TransactionContext context) {
        context.bind(); // the scope is not closed: it would restore what was bound before
    }

    private static TransactionContext like(TransactionContext model, TransactionContext context, boolean checking) {
        TransactionContext same = context.withLockRetry(model.lockRetry());
        return checking ? same.withLockChecks() : same;
    }
}
