package dev.assent.server.request;

import dev.assent.core.TransactionStatus;
import dev.assent.model.Xid;
import dev.assent.server.port.Scheduler;
import dev.assent.server.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Supplier;

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

    /** Each request waits by itself and gets its answer, also one that is sent again under the number of another. */
    void add(Xid xid, Session from, TransactionStatus soFar, Consumer<TransactionStatus> answer) {
        long connection = from.connection();
        Wait wait = waiting.get(xid);
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
        wait.callers.add(new Caller(connection, soFar, now.get().plus(patience), answer));
    }

    private void gone(Caller caller) {
        byConnection.computeIfPresent(caller.connection, (id, count) -> count == 1 ? null : count - 1);
    }

    public void settled(Xid xid, TransactionStatus status) {
        Wait wait = waiting.remove(xid);
        if (wait != null) {
            wait.callers.forEach(this::gone);
            wait.callers.forEach(caller -> caller.answer.accept(status));
        }
    }

    /** Answers every caller with how far its transaction has come. */
    public void giveUpAll() {
        List<Wait> all = List.copyOf(waiting.values());
        waiting.clear();
        byConnection.clear();
        all.forEach(wait -> wait.callers.forEach(Caller::giveUp));
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
            ring(xid, wait, Duration.between(time, wait.callers.element().until));
        }
        late.forEach(this::gone);
        late.forEach(Caller::giveUp);
    }

    /** Compared by identity. */
    private static final class Wait {
        private final Queue<Caller> callers = new ArrayDeque<>(1);

        List<Caller> takeLate(Instant time) {
            List<Caller> late = new ArrayList<>();
            while (!callers.isEmpty() && !callers.element().until.isAfter(time)) {
                late.add(callers.remove());
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
