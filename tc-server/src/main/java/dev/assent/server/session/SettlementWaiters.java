package dev.assent.server.session;

import dev.assent.core.TransactionStatus;
import dev.assent.model.Xid;
import dev.assent.server.port.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Callers who ended a transaction and wait until its branches have done as told, or for so long. */
public final class SettlementWaiters {
    private final Scheduler scheduler;
    private final Duration patience;
    private final Map<Xid, Set<Waiter>> waiting = new LinkedHashMap<>();

    public SettlementWaiters(Scheduler scheduler, Duration patience) {
        this.scheduler = scheduler;
        this.patience = patience;
    }

    /** A caller who asks twice waits twice, for the same answer. */
    public void add(Xid xid, TransactionStatus soFar, Consumer<TransactionStatus> answer) {
        Waiter waiter = new Waiter(soFar, answer);
        waiting.computeIfAbsent(xid, first -> new LinkedHashSet<>()).add(waiter);
        scheduler.after(patience, () -> giveUp(xid, waiter));
    }

    public void settled(Xid xid, TransactionStatus standing) {
        Set<Waiter> all = waiting.remove(xid);
        if (all != null) {
            all.forEach(waiter -> waiter.answer.accept(standing));
        }
    }

    /** Tells everyone how far it has come. */
    public void giveUpAll() {
        waiting.values().forEach(all -> all.forEach(waiter -> waiter.answer.accept(waiter.soFar)));
        waiting.clear();
    }

    private void giveUp(Xid xid, Waiter waiter) {
        Set<Waiter> all = waiting.get(xid);
        if (all != null && all.remove(waiter)) {
            waiter.answer.accept(waiter.soFar);
            if (all.isEmpty()) {
                waiting.remove(xid);
            }
        }
    }

    /** Compared by identity. */
    private static final class Waiter {
        private final TransactionStatus soFar;
        private final Consumer<TransactionStatus> answer;

        Waiter(TransactionStatus soFar, Consumer<TransactionStatus> answer) {
            this.soFar = soFar;
            this.answer = answer;
        }
    }
}
