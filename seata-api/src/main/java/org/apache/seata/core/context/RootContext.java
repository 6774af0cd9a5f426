package org.apache.seata.core.context;

import dev.assent.client.TransactionContext;
import dev.assent.client.XidContext;
import dev.assent.model.Xid;
import dev.assent.seata.SeataErrors;
import dev.assent.seata.Threads;
import org.apache.seata.core.model.BranchType;
import org.jspecify.annotations.Nullable;

/** Which global transaction the current thread works for, by Seata's name; see {@link XidContext}. */
public final class RootContext {
    /** The HTTP header that carries the xid. */
    public static final String KEY_XID = "TX_XID";

    /** The key of the xid in the logging context, unless {@code assent.mdc.key} says another. */
    public static final String MDC_KEY_XID = "X-TX-XID";

    private RootContext() {}

    /** Null if the thread works for no global transaction. */
    public static @Nullable String getXID() {
        return XidContext.current().map(Xid::value).orElse(null);
    }

    /**
     * Binds the xid to the thread until {@link #unbind} or another {@code bind}.
     *
     * @param xid null or blank unbinds
     * @throws IllegalArgumentException if it cannot be an xid
     */
    public static void bind(@Nullable String xid) {
        if (xid == null || xid.isBlank()) {
            unbind();
        } else {
            Threads.workFor(new Xid(xid));
        }
    }

    /** @return the xid that was bound; null if none was */
    public static @Nullable String unbind() {
        String bound = getXID();
        Threads.workForNone();
        return bound;
    }

    public static boolean inGlobalTransaction() {
        return XidContext.current().isPresent();
    }

    /** From now on local transactions of this thread respect the row locks of global transactions. */
    public static void bindGlobalLockFlag() {
        Threads.checkLocks(true);
    }

    public static void unbindGlobalLockFlag() {
        Threads.checkLocks(false);
    }

    public static boolean requireGlobalLock() {
        return TransactionContext.current().isCheckingLocks();
    }

    /** {@link BranchType#AT} in a global transaction; null outside. */
    public static @Nullable BranchType getBranchType() {
        return inGlobalTransaction() ? BranchType.AT : null;
    }

    /** False: Assent's client has no TCC branches. */
    public static boolean inTccBranch() {
        return false;
    }

    /** False: Assent's client has no saga branches. */
    public static boolean inSagaBranch() {
        return false;
    }

    /** @throws dev.assent.model.AssentException.NotAllowed if the thread works for a global transaction */
    public static void assertNotInGlobalTransaction() {
        String xid = getXID();
        if (xid != null) {
            throw SeataErrors.inGlobalTransaction(xid);
        }
    }
}
