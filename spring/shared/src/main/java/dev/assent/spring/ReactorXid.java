package dev.assent.spring;

import dev.assent.client.TransactionContext;
import dev.assent.client.TransactionContextAccessor;
import dev.assent.model.Xid;
import java.util.Optional;
import java.util.function.Function;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/** The transaction in the context of Reactor. */
final class ReactorXid {
    private ReactorXid() {}

    static Function<Context, Context> with(Xid xid) {
        return context -> context.put(TransactionContextAccessor.KEY, TransactionContext.of(xid));
    }

    /** The xid of the context, or else of the thread. */
    static Optional<Xid> current(ContextView context) {
        Optional<TransactionContext> there = context.getOrEmpty(TransactionContextAccessor.KEY);
        return there.orElseGet(TransactionContext::current).xid();
    }
}
