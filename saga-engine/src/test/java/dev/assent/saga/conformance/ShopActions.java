package dev.assent.saga.conformance;

import java.math.BigDecimal;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The two services of the shop example. */
public final class ShopActions {
    private final String what;
    private final Consumer<String> calls;

    ShopActions(String what, Consumer<String> calls) {
        this.what = what;
        this.calls = calls;
    }

    public boolean reduce(
            @Nullable String businessKey, @Nullable BigDecimal amount, @Nullable Map<String, Object> params) {
        calls.accept("reduce(" + businessKey + ", " + amount + ")");
        if (params != null && "true".equals(String.valueOf(params.get("throwException")))) {
            throw new RuntimeException("reduce " + what + " failed");
        }
        return true;
    }

    public boolean compensateReduce(@Nullable String businessKey, @Nullable Map<String, Object> params) {
        calls.accept("compensateReduce(" + businessKey + ")");
        return true;
    }
}
