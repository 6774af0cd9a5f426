package org.apache.seata.tm.api;

import dev.assent.client.XidContext;
import dev.assent.model.Xid;
import org.jspecify.annotations.Nullable;

/** Where a program gets a {@link GlobalTransaction}. */
public final class GlobalTransactionContext {
    private GlobalTransactionContext() {}

    /** One that has not begun. */
    public static GlobalTransaction createNew() {
        return new DefaultGlobalTransaction();
    }

    /** The transaction that the thread works for, as a participant; null if there is none. */
    public static @Nullable GlobalTransaction getCurrent() {
        return XidContext.current().map(DefaultGlobalTransaction::joined).orElse(null);
    }

    public static GlobalTransaction getCurrentOrCreate() {
        GlobalTransaction current = getCurrent();
        return current == null ? createNew() : current;
    }

    /**
     * A transaction that was begun elsewhere, to ask for its status or to end it.
     *
     * @throws IllegalArgumentException if it cannot be an xid
     */
    public static GlobalTransaction reload(String xid) {
        return DefaultGlobalTransaction.reloaded(new Xid(xid));
    }
}
