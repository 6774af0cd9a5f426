package dev.assent.client;

import dev.assent.model.Xid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Which global transaction the current thread works for. Static, because frameworks pass on a thread and not an
 * object. New threads do not inherit it: {@link TransactionContext} carries it to them.
 *
 * <p>While an xid is bound, it stands in the logging context (SLF4J's {@code MDC}) under {@link #MDC_KEY}.
 */
public final class XidContext {
    /** The HTTP header that carries the xid from service to service, as Seata's clients spell it. */
    public static final String HEADER = "TX_XID";

    /**
     * The key of the xid in the logging context: {@code X-TX-XID}, as with Seata's clients, or the system property {@code
     * assent.mdc.key} when this class is loaded. If that is empty, nothing is put there.
     */
    public static final String MDC_KEY = System.getProperty("assent.mdc.key", "X-TX-XID");

    private static final ThreadLocal<TransactionContext> CURRENT = new ThreadLocal<>();

    private XidContext() {}

    public static Optional<Xid> current() {
        TransactionContext bound = CURRENT.get();
        return bound == null ? Optional.empty() : bound.xid();
    }

    /**
     * Binds the xid until the scope is closed, then restores what was bound before. Close it on the same thread.
     *
     * @param xid null suspends, as {@link #suspend} does
     */
    public static Scope bind(@Nullable Xid xid) {
        TransactionContext before = context();
        boolean same = xid != null && xid.equals(before.xid().orElse(null));
        return replace(same ? before : TransactionContext.of(xid));
    }

    /**
     * Binds the xid that a request brought in its header, as {@link #bind} does. A request without one is no part of a
     * global transaction: until the scope is closed the thread works for none.
     *
     * @param header the value of {@link #HEADER}; null or blank if there is none
     * @throws IllegalArgumentException if the header cannot be an xid
     */
    public static Scope bindHeader(@Nullable String header) {
        return header == null || header.isBlank() ? suspend() : bind(new Xid(header.strip()));
    }

    /** Suspends the global transaction of this thread until the scope is closed. */
    public static Scope suspend() {
        return replace(TransactionContext.NONE);
    }

    static TransactionContext context() {
        TransactionContext bound = CURRENT.get();
        return bound == null ? TransactionContext.NONE : bound;
    }

    static Scope replace(TransactionContext context) {
        TransactionContext before = context();
        set(before, context);
        return () -> set(context(), before);
    }

    private static void set(TransactionContext from, TransactionContext to) {
        if (from == to) {
            return;
        }
        if (to == TransactionContext.NONE) {
            CURRENT.remove();
        } else {
            CURRENT.set(to);
        }
        if (!MDC_KEY.isEmpty()) {
            log(from.participation().orElse(null), to.participation().orElse(null));
        }
    }

    private static void log(@Nullable Participation from, @Nullable Participation to) {
        if (to == null) {
            MDC.remove(MDC_KEY);
        } else if (to != from) {
            MDC.put(MDC_KEY, to.xid().value());
        }
    }

    /** What a {@code try} closes; throws nothing. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
