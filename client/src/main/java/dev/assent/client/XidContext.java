package dev.assent.client;

import dev.assent.model.Xid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which global transaction the current thread works for. The only static state in Assent, because frameworks pass on a
 * thread and not an object. New threads do not inherit it.
 */
public final class XidContext {
    /** The HTTP header that carries the xid from service to service, as Seata's clients spell it. */
    public static final String HEADER = "TX_XID";

    private static final ThreadLocal<Xid> CURRENT = new ThreadLocal<>();

    private XidContext() {}

    public static Optional<Xid> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Binds the xid until the scope is closed, then restores what was bound before. Close it on the same thread. */
    public static Scope bind(Xid xid) {
        return replace(xid);
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
        return replace(null);
    }

    private static Scope replace(@Nullable Xid xid) {
        Xid before = CURRENT.get();
        set(xid);
        return () -> set(before);
    }

    private static void set(@Nullable Xid xid) {
        if (xid == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(xid);
        }
    }

    /** What a {@code try} closes; throws nothing. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
