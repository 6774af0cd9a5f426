package org.apache.seata.tm.api.transaction;

import dev.assent.client.TransactionContext;
import dev.assent.model.Xid;

/** A transaction that a thread has stopped working for; {@code resume} takes it. */
public class SuspendedResourcesHolder {
    private final String xid;
    private final TransactionContext context;

    public SuspendedResourcesHolder(String xid) {
        this(xid, TransactionContext.of(new Xid(xid)));
    }

    /** @param context what the thread has worked for */
    public SuspendedResourcesHolder(String xid, TransactionContext context) {
        this.xid = xid;
        this.context = context;
    }

    public String getXid() {
        return xid;
    }

    /** What a thread binds to work for it again. */
    public TransactionContext context() {
        return context;
    }
}
