package dev.assent.client;

import dev.assent.model.Xid;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which global transaction the current thread works for. The one piece of static state in Assent: frameworks hand over
 * a thread, not an object. Never inherited by new threads.
 */
public final class XidContext {
    private static final ThreadLocal<Xid> CURRENT = new ThreadLocal<>();

    private XidContext() {}

    public static Optional<Xid> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Binds until the scope is closed, then puts back what was bound before. Close it on the same thread. */
    public static Scope bind(Xid xid) {
        return replace(xid);
    }

    /** Steps out of the global transaction until the scope is closed. */
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
