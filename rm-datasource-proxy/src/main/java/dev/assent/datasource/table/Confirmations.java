package dev.assent.datasource.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When the stamps of tables were last known to be unchanged, by this process's clock: a query that found them so had begun, or
 * a statement of a local transaction that had a lock on the table and knew it from others. It is true for each other one that had its lock on
 * the table by then: nothing changes a description under a lock. Safe for use by many threads.
 */
public final class Confirmations {
    private static final long PATIENCE_MILLIS = 100;

    private final LongSupplier nanoTime;
    private final ReentrantLock turn = new ReentrantLock();
    private final Cache<Stamp, Long> last;
    private final Cache<Stamp, Long> coming;

    Confirmations(LongSupplier nanoTime, long atMost) {
        this.nanoTime = nanoTime;
        this.last = Caffeine.newBuilder().maximumSize(atMost).build();
        this.coming = Caffeine.newBuilder().maximumSize(atMost).build();
    }

    /** @return whether no other thread asks, so that the caller may, and has to {@link #endTurn end its turn} */
    public boolean takeTurn() {
        return turn.tryLock();
    }

    /** As {@link #takeTurn}, when no other thread asks any more: its answer may do for the caller too. Waits only for a while. */
    public boolean awaitTurn() {
        try {
            return turn.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public void endTurn() {
        turn.unlock();
    }

    public long now() {
        return nanoTime.getAsLong();
    }

    /** @param locked when the lock on the table was there, by {@link #now} */
    public boolean hasOneSince(Stamp stamp, long locked) {
        return isLater(last.getIfPresent(stamp), locked);
    }

    /** Whether one is to be expected soon, of a statement that is on its way; it may fail. */
    public boolean expectsOneSince(Stamp stamp, long locked) {
        return isLater(coming.getIfPresent(stamp), locked);
    }

    private static boolean isLater(@Nullable Long begun, long locked) {
        return begun != null && begun - locked > 0;
    }

    /** @param begun when the question or the statement is about to be sent, by {@link #now} */
    public void expect(Collection<Stamp> stamps, long begun) {
        put(coming, stamps, begun);
    }

    /** @param begun when the question or the statement was about to be sent, by {@link #now}; it has succeeded */
    public void add(Collection<Stamp> stamps, long begun) {
        put(last, stamps, begun);
    }

    private static void put(Cache<Stamp, Long> into, Collection<Stamp> stamps, long begun) {
        for (Stamp stamp : stamps) {
            into.asMap().merge(stamp, begun, (one, other) -> one - other > 0 ? one : other);
        }
    }
}
