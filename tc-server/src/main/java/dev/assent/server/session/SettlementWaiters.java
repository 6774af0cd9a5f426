package dev.assent.server.session;

import dev.assent.core.TransactionStatus;
import dev.assent.model.Xid;
import dev.assent.server.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Callers who ended a transaction and wait until its branches have settled, or for some time, and then hear how far it has
 * come. The callers of one transaction join one wait, with one timer.
 */
public final class SettlementWaiters {
    private final Scheduler scheduler;
    private final Supplier<Instant> now;
    private final Duration patience;
    private final Map<Xid, Wait> waiting = new LinkedHashMap<>();
    private final Map<Long, Integer> byConnection = new LinkedHashMap<>();
    private int most;

    /** @param most callers of one connection; more are answered at once with how far their transaction has come */
    public SettlementWaiters(Scheduler scheduler, Supplier<Instant> now, Duration patience, int most) {
        this.most = most;
        this.scheduler = scheduler;
        this.now = now;
        this.patience = patience;
    }

    /** From now on. */
    public void limit(int callersOfOneConnection) {
        most = callersOfOneConnection;
    }

    /** A request that is sent again waits once, for the later answer. */
    public void add(Xid xid, Responder responder, TransactionStatus soFar, Consumer<TransactionStatus> answer) {
        Object request = responder.request();
        long connection = responder.session().connection();
        Wait wait = waiting.get(xid);
        if (wait != null && wait.callers.containsKey(request)) {
            gone(wait.callers.remove(request)); // its place is by time
        }
        if (byConnection.getOrDefault(connection, 0) >= most) {
            answer.accept(soFar);
            return;
        }
        if (wait == null) {
            wait = new Wait();
            waiting.put(xid, wait);
            ring(xid, wait, patience);
        }
        byConnection.merge(connection, 1, Integer::sum);
        wait.callers.put(request, new Caller(connection, soFar, now.get().plus(patience), answer));
    }

    private void gone(@Nullable Caller caller) {
        if (caller != null) {
            byConnection.computeIfPresent(caller.connection, (id, count) -> count == 1 ? null : count - 1);
        }
    }

    public void settled(Xid xid, TransactionStatus status) {
        Wait wait = waiting.remove(xid);
        if (wait != null) {
            wait.callers.values().forEach(this::gone);
            wait.callers.values().forEach(caller -> caller.answer.accept(status));
        }
    }

    /** Answers every caller with how far its transaction has come. */
    public void giveUpAll() {
        List<Wait> all = List.copyOf(waiting.values());
        waiting.clear();
        byConnection.clear();
        all.forEach(wait -> wait.callers.values().forEach(Caller::giveUp));
    }

    private void ring(Xid xid, Wait wait, Duration after) {
        scheduler.after(after, () -> giveUp(xid, wait));
    }

    private void giveUp(Xid xid, Wait wait) {
        if (waiting.get(xid) != wait) {
            return; // settled
        }
        Instant time = now.get();
        List<Caller> late = wait.takeLate(time);
        if (wait.callers.isEmpty()) {
            waiting.remove(xid);
        } else {
            Instant next = wait.callers.values().iterator().next().until;
            ring(xid, wait, Duration.between(time, next));
        }
        late.forEach(this::gone);
        late.forEach(Caller::giveUp);
    }

    /** Compared by identity. */
    private static final class Wait {
        private final Map<Object, Caller> callers = new LinkedHashMap<>();

        List<Caller> takeLate(Instant time) {
            List<Caller> late = new ArrayList<>();
            Iterator<Caller> oldest = callers.values().iterator();
            while (oldest.hasNext()) {
                Caller caller = oldest.next();
                if (caller.until.isAfter(time)) {
                    break;
                }
                oldest.remove();
                late.add(caller);
            }
            return late;
        }
    }

    private record Caller(long connection, TransactionStatus soFar, Instant until, Consumer<TransactionStatus> answer) {
        void giveUp() {
            answer.accept(soFar);
        }
    }
}
