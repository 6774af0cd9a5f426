package dev.assent.spring;

import dev.assent.model.Xid;
import dev.assent.tm.TransactionHook;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Times the transactions that begin here: {@code assent.transactions}, with the tag {@code outcome}. */
final class TransactionMetrics implements TransactionHook {
    private static final int MOST = 100_000;

    private final Supplier<@Nullable MeterRegistry> registry;
    private final Map<Xid, Long> begun = new ConcurrentHashMap<>();

    TransactionMetrics(Supplier<@Nullable MeterRegistry> registry) {
        this.registry = registry;
    }

    @Override
    public void afterBegin(Xid xid) {
        if (begun.size() < MOST) { // one whose handle is never closed stays
            begun.put(xid, System.nanoTime());
        }
    }

    @Override
    public void afterCompletion(Xid xid, Completion completion) {
        Long begin = begun.remove(xid);
        MeterRegistry meters = registry.get();
        if (begin != null && meters != null) {
            meters.timer("assent.transactions", "outcome", completion.name().toLowerCase(Locale.ROOT))
                    .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        }
    }
}
