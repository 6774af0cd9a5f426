package dev.assent.datasource.branch;

import dev.assent.client.TransactionContext;
import dev.assent.model.Xid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** For what the statements of this thread run: a global transaction, or a local one that respects the locks of others. */
public final class WorkingFor {
    /** Stands for an xid where a local transaction is in no global one and respects the locks of those: {@code @GlobalLock}. */
    private static final Xid ITSELF = new Xid("@GlobalLock");

    private WorkingFor() {}

    /** Empty if the statements go straight to the driver. */
    public static Optional<Xid> current() {
        TransactionContext context = TransactionContext.current();
        Optional<Xid> xid = context.xid();
        return xid.isEmpty() && context.isCheckingLocks() ? Optional.of(ITSELF) : xid;
    }

    /** Whether it is no global transaction: it locks nothing, has no branch and no undo record. */
    static boolean isItself(Xid xid) {
        return xid.equals(ITSELF);
    }

    /** The transaction whose own locks do not count; null counts every lock. */
    static @Nullable Xid owner(Xid xid) {
        return isItself(xid) ? null : xid;
    }
}
