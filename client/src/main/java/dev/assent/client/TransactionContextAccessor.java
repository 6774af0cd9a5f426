package dev.assent.client;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context propagation carry the transaction, and with it Reactor, Spring's {@code ContextPropagatingTaskDecorator} and
 * every other library that uses it. It is found by {@link java.util.ServiceLoader} if {@code io.micrometer:context-propagation}
 * is on the class path, which is optional.
 */
public final class TransactionContextAccessor implements ThreadLocalAccessor<TransactionContext> {
    /** The key in Micrometer's registry and in Reactor's context. */
    public static final String KEY = "assent.transaction";

    @Override
    public Object key() {
        return KEY;
    }

    /** Null if the thread works for nothing, so that nothing is carried. */
    @Override
    public @Nullable TransactionContext getValue() {
        TransactionContext current = TransactionContext.current();
        return current == TransactionContext.NONE ? null : current;
    }

    @Override
    public void setValue(TransactionContext value) {
        XidContext.replace(value);
    }

    @Override
    public void setValue() {
        XidContext.replace(TransactionContext.NONE);
    }
}
