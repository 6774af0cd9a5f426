package dev.assent.server.loop;

import dev.assent.core.Standing;
import dev.assent.model.Xid;
import dev.assent.server.port.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Callers who ended a transaction and wait until its branches have done as told, or for so long. */
final class Waiters {
    private final Scheduler scheduler;
    private final Duration patience;
    private final Map<Xid, Set<Waiter>> waiting = new LinkedHashMap<>();

    Waiters(Scheduler scheduler, Duration patience) {
        this.scheduler = scheduler;
        this.patience = patience;
    }

    /** A caller who asks twice waits twice, for the same answer. */
    void add(Xid xid, Standing soFar, Consumer<Standing> answer) {
        Waiter waiter = new Waiter(soFar, answer);
        waiting.computeIfAbsent(xid, first -> new LinkedHashSet<>()).add(waiter);
        scheduler.after(patience, () -> giveUp(xid, waiter));
    }

    void settled(Xid xid, Standing standing) {
        Set<Waiter> all = waiting.remove(xid);
        if (all != null) {
            all.forEach(waiter -> waiter.answer.accept(standing));
        }
    }

    /** Tells everyone how far it has come. */
    void giveUpAll() {
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
        private final Standing soFar;
        private final Consumer<Standing> answer;

        Waiter(Standing soFar, Consumer<Standing> answer) {
            this.soFar = soFar;
            this.answer = answer;
        }
    }
}
