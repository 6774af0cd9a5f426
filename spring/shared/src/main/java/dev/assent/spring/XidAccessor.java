package dev.assent.spring;

import dev.assent.client.TransactionContext;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/** Lets Micrometer's context propagation carry the transaction between threads and Reactor's context. */
public final class XidAccessor implements ThreadLocalAccessor<TransactionContext> {
    /** The key in Reactor's context. */
    public static final String KEY = "assent.transaction";

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable TransactionContext getValue() {
        TransactionContext current = TransactionContext.current();
        return current == TransactionContext.NONE ? null : current;
    }

    /** Bound until the next value is set: Micrometer restores what was there before. */
    @Override
    public void setValue(TransactionContext context) {
        context.bind();
    }

    @Override
    public void setValue() {
        TransactionContext.NONE.bind();
    }
}
