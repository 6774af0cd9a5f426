package dev.assent.datasource.table;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When a query that found the stamps of tables unchanged had begun, by this process's clock. What one local transaction has
 * asked is true for each other one that had its lock on the table by then: nothing changes a description under a lock. Safe
 * for use by many threads.
 */
public final class Confirmations {
    private static final long PATIENCE_MILLIS = 100;

    private final LongSupplier nanoTime;
    private final ReentrantLock turn = new ReentrantLock();
    private final Cache<Stamp, Long> begun;

    Confirmations(LongSupplier nanoTime, long atMost) {
        this.nanoTime = nanoTime;
        this.begun = Caffeine.newBuilder().maximumSize(atMost).build();
    }

    /**
     * Waits until no other thread asks, or a while, so that its answer may do for the caller too.
     *
     * @return whether the caller has to {@link #endTurn end its turn}
     */
    public boolean takeTurn() {
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
        @Nullable Long last = begun.getIfPresent(stamp);
        return last != null && last - locked > 0;
    }

    /** @param asked when the question was about to be asked, by {@link #now} */
    public void add(Collection<Stamp> stamps, long asked) {
        for (Stamp stamp : stamps) {
            begun.asMap().merge(stamp, asked, (one, other) -> one - other > 0 ? one : other);
        }
    }
}
