package dev.assent.spring;

import dev.assent.client.TransactionContext;
import dev.assent.client.TransactionContextAccessor;
import dev.assent.model.Xid;
import io.micrometer.context.ContextRegistry;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Hooks;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The transaction in the context of Reactor. */
final class ReactorXid {
    private ReactorXid() {}

    /**
     * From now on the transaction of the thread that subscribes is that of each thread that works for the subscription: the
     * second request of a chain is sent by a thread of its own, also in an application that waits for the last.
     */
    static void followThreads() {
        ContextRegistry.getInstance().registerThreadLocalAccessor(new TransactionContextAccessor());
        Hooks.enableAutomaticContextPropagation();
    }

    static Function<Context, Context> with(Xid xid) {
        return context -> context.put(TransactionContextAccessor.KEY, TransactionContext.of(xid));
    }

    /** The xid of the context, or else of the thread. */
    static Optional<Xid> current(ContextView context) {
        Optional<TransactionContext> there = context.getOrEmpty(TransactionContextAccessor.KEY);
        return there.orElseGet(TransactionContext::current).xid();
    }
}
