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

/**
 * Callers who ended a transaction and wait until its branches have settled, or for some time, and then hear how far it has
 * come. The callers of one transaction join one wait, with one timer.
 */
public final class SettlementWaiters {
    /** Callers of one transaction; more are answered at once with how far it has come. */
    public static final int MOST = 1000;

    private final Scheduler scheduler;
    private final Supplier<Instant> now;
    private final Duration patience;
    private final Map<Xid, Wait> waiting = new LinkedHashMap<>();

    public SettlementWaiters(Scheduler scheduler, Supplier<Instant> now, Duration patience) {
        this.scheduler = scheduler;
        this.now = now;
        this.patience = patience;
    }

    /** @param request names the request: one that is sent again waits once, for the later answer */
    public void add(Xid xid, Object request, TransactionStatus soFar, Consumer<TransactionStatus> answer) {
        Wait wait = waiting.get(xid);
        if (wait == null) {
            wait = new Wait();
            waiting.put(xid, wait);
            ring(xid, wait, patience);
        }
        if (wait.callers.size() >= MOST && !wait.callers.containsKey(request)) {
            answer.accept(soFar);
        } else {
            wait.callers.remove(request); // its place is by time
            wait.callers.put(request, new Caller(soFar, now.get().plus(patience), answer));
        }
    }

    public void settled(Xid xid, TransactionStatus status) {
        Wait wait = waiting.remove(xid);
        if (wait != null) {
            wait.callers.values().forEach(caller -> caller.answer.accept(status));
        }
    }

    /** Tells every caller how far its transaction has come. */
    public void giveUpAll() {
        waiting.values().forEach(Wait::giveUp);
        waiting.clear();
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
        late.forEach(Caller::giveUp);
    }

    /** Compared by identity. */
    private static final class Wait {
        private final Map<Object, Caller> callers = new LinkedHashMap<>();

        void giveUp() {
            callers.values().forEach(Caller::giveUp);
        }

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

    private record Caller(TransactionStatus soFar, Instant until, Consumer<TransactionStatus> answer) {
        void giveUp() {
            answer.accept(soFar);
        }
    }
}
