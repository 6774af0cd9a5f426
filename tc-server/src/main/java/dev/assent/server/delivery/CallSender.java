package dev.assent.server.delivery;

import dev.assent.model.DatabaseMark;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.server.delivery.Delivery.Place;
import dev.assent.server.port.Scheduler;
import dev.assent.server.session.Session;
import dev.assent.server.session.Sessions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds a connection for each delivery, and calls over it when its window has room. */
final class CallSender {
    private final Sessions sessions;
    private final BiConsumer<Session, Frame> network;
    private final Scheduler scheduler;
    private final Supplier<Instant> now;
    private final int windowSize;
    private final PendingDeliveries pending;
    private final Calls calls;
    private final Consumer<Delivery> record;
    private final Consumer<Delivery> trouble;
    private final Runnable called;
    private final Map<Long, SendWindow> windows = new LinkedHashMap<>();
    private final Homeless homeless = new Homeless();

    /**
     * @param record brings it on record that a call may have been made, and then dispatches the delivery again
     * @param trouble hears of each delivery that no connection can be called for
     * @param called hears when calls may have been made
     */
    CallSender(
            Sessions sessions,
            BiConsumer<Session, Frame> network,
            Scheduler scheduler,
            Supplier<Instant> now,
            int windowSize,
            PendingDeliveries pending,
            Calls calls,
            Consumer<Delivery> record,
            Consumer<Delivery> trouble,
            Runnable called) {
        this.sessions = sessions;
        this.network = network;
        this.scheduler = scheduler;
        this.now = now;
        this.windowSize = windowSize;
        this.pending = pending;
        this.calls = calls;
        this.record = record;
        this.trouble = trouble;
        this.called = called;
    }

    /** Calls for it as soon as that is possible. */
    void dispatch(Delivery delivery) {
        if (!pending.contains(delivery)) {
            return;
        }
        homeless.remove(delivery);
        Call out = calls.lastFor(delivery);
        if (out != null && delivery.attempts() == 0) {
            delivery.adopt(out); // made before the delivery was cancelled and wanted again
            return;
        }
        Optional<Session> session = free(delivery);
        if (session.isEmpty()) {
            nowhereToCall(delivery, out);
        } else if (!delivery.isRecorded()) {
            delivery.waitsFor(Place.RECORD);
            record.accept(delivery);
        } else {
            delivery.waitsFor(Place.TURN);
            SendWindow window =
                    windows.computeIfAbsent(session.get().connection(), first -> new SendWindow(windowSize));
            window.add(delivery);
            sendFrom(window, session.get());
        }
    }

    /** A connection that could be called: never one over which a call for the same outcome is out (P4). */
    Optional<Session> free(Delivery delivery) {
        return sessions.serving(delivery.branch(), each -> !calls.isOut(delivery, each));
    }

    private void nowhereToCall(Delivery delivery, @Nullable Call out) {
        if (out == null) {
            delivery.waitsFor(Place.NO_RESOURCE_MANAGER);
        } else {
            delivery.adopt(out);
            delivery.waitsFor(Place.SILENT);
        }
        waitForConnection(delivery);
    }

    /** Until one comes that could be called for it. */
    void waitForConnection(Delivery delivery) {
        homeless.add(delivery);
        trouble.accept(delivery);
    }

    private void sendFrom(SendWindow window, Session session) {
        for (Delivery delivery = window.next(); delivery != null; delivery = window.next()) {
            if (!pending.contains(delivery)) {
                window.done(delivery.attempts() > 0);
                continue;
            }
            Call call = calls.open(delivery, session, now.get());
            delivery.called(call);
            network.accept(session, order(call.requestId(), delivery, session));
        }
        called.run();
    }

    private static Frame order(int requestId, Delivery delivery, Session session) {
        Frame order = Frame.request(requestId, delivery.message(session));
        DatabaseMark mark = delivery.branch().mark();
        return mark == null ? order : order.with(Extensions.mark(mark));
    }

    /** It is answered, or given up. */
    void close(Call call) {
        calls.close(call);
        leaveWindow(call);
    }

    /** Which lets the next one of its connection go. */
    void leaveWindow(Call call) {
        SendWindow window = windows.get(call.session().connection());
        if (call.leaveWindow() && window != null) {
            window.done(call.isRetry());
            sendFrom(window, call.session());
        }
    }

    /** It is pending no more. The answer to a call that is out still counts. */
    void forget(Delivery delivery) {
        homeless.remove(delivery);
    }

    /** A connection serves these resources from now on. */
    void served(List<String> resources) {
        List<Delivery> waiting = new ArrayList<>();
        resources.forEach(resource -> waiting.addAll(homeless.takeAll(resource)));
        Slices.run(scheduler, waiting, this::dispatch);
    }

    void gone(Session session) {
        SendWindow window = windows.remove(session.connection());
        List<Delivery> orphans = new ArrayList<>();
        for (Call call : calls.of(session)) {
            boolean current = call.isCurrent();
            calls.close(call);
            if (current) {
                call.delivery().unanswered("its connection went away");
                orphans.add(call.delivery());
            }
        }
        if (window != null) {
            orphans.addAll(window.waiting());
        }
        Slices.run(scheduler, orphans, this::dispatch);
    }

    /** Deliveries that wait for a connection. */
    int waiting() {
        return homeless.size();
    }
}
