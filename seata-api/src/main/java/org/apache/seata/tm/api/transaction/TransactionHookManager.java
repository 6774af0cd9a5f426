package org.apache.seata.tm.api.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The hooks of the current thread. They are called for the transaction that it works in, or for the next one that it begins,
 * and forgotten when that has ended.
 */
public final class TransactionHookManager {
    private static final ThreadLocal<List<TransactionHook>> OF_THREAD = new ThreadLocal<>();

    private TransactionHookManager() {}

    /** A copy, in the order in which they were registered. */
    public static List<TransactionHook> getHooks() {
        List<TransactionHook> hooks = OF_THREAD.get();
        return hooks == null ? List.of() : List.copyOf(hooks);
    }

    public static void registerHook(TransactionHook transactionHook) {
        Objects.requireNonNull(transactionHook, "transactionHook");
        List<TransactionHook> hooks = OF_THREAD.get();
        if (hooks == null) {
            hooks = new ArrayList<>();
            OF_THREAD.set(hooks);
        }
        hooks.add(transactionHook);
    }

    public static void clear() {
        OF_THREAD.remove();
    }
}
