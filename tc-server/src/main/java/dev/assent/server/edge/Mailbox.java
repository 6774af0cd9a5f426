package dev.assent.server.edge;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Tasks for one thread, in the order in which they were put in. Only that thread ever waits; the thread that puts the
 * first task in wakes it if it sleeps.
 */
final class Mailbox {
    private final AtomicReference<@Nullable Letter> last = new AtomicReference<>();
    private final AtomicReference<@Nullable Thread> sleeper = new AtomicReference<>();

    void put(Runnable task) {
        Letter letter = new Letter(task);
        do {
            letter.before = last.get();
        } while (!last.compareAndSet(letter.before, letter));
        if (letter.before == null) {
            LockSupport.unpark(sleeper.getAndSet(null));
        }
    }

    /**
     * Adds all there is. If there is nothing it waits until there is, or for no reason at all, and may then add nothing. On
     * the one thread that the tasks are for.
     */
    void takeAll(List<Runnable> into) {
        if (last.get() == null) {
            sleeper.set(Thread.currentThread());
            if (last.get() == null) { // looked at behind the line above: who puts one in now sees the sleeper
                LockSupport.park(this);
            }
            sleeper.set(null);
        }
        int start = into.size();
        for (Letter letter = last.getAndSet(null); letter != null; letter = letter.before) {
            into.add(letter.task);
        }
        Collections.reverse(into.subList(start, into.size()));
    }

    /** Each knows the one put in before it. */
    private static final class Letter {
        private final Runnable task;
        private @Nullable Letter before;

        Letter(Runnable task) {
            this.task = task;
        }
    }
}
