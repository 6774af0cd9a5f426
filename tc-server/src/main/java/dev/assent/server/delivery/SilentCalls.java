package dev.assent.server.delivery;

import dev.assent.server.errors.TransactionLines;
import dev.assent.server.session.Session;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done about calls that are not answered in time (P4). */
final class SilentCalls {
    private static final Logger log = LoggerFactory.getLogger(SilentCalls.class);

    private final PendingDeliveries pending;
    private final Calls calls;
    private final CallSender sender;
    private final Supplier<Instant> now;
    private final LoopOptions options;
    private final BiConsumer<Delivery, String> retry;
    private final Consumer<Session> close;

    /**
     * @param retry has it called again, given what was seen instead of an answer
     * @param close closes a connection that has been silent for too long
     */
    SilentCalls(
            PendingDeliveries pending,
            Calls calls,
            CallSender sender,
            Supplier<Instant> now,
            LoopOptions options,
            BiConsumer<Delivery, String> retry,
            Consumer<Session> close) {
        this.pending = pending;
        this.calls = calls;
        this.sender = sender;
        this.now = now;
        this.options = options;
        this.retry = retry;
        this.close = close;
    }

    /** The patience for a call is over: another connection is called, or there is none and the answer is awaited on. */
    void late(Call call) {
        Delivery delivery = call.delivery();
        String seen = "no answer within " + call.age(now.get()).toMillis() + " ms";
        sender.leaveWindow(call);
        if (!call.isCurrent() || !pending.contains(delivery)) {
            return;
        }
        delivery.morePatience(options.longestPatience());
        if (sender.free(delivery).isPresent()) {
            retry.accept(delivery, seen);
        } else {
            delivery.silent(seen);
            sender.waitForConnection(delivery);
        }
    }

    /** Only a new connection can bring it on. */
    void tooLate(Call call) {
        if (call.isCurrent() && pending.contains(call.delivery())) {
            log.warn(TransactionLines.silent(
                    call.session(), call.age(now.get()), call.delivery().what()));
            close.accept(call.session());
        } else {
            calls.close(call);
        }
    }
}
