package dev.assent.demo.run;

import dev.assent.demo.shop.Purchase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The queue of purchases: new purchases, and purchases that are tried again after a pause. */
final class PurchaseQueue {
    private static final long FOR_EVER = 0;

    private final Queue<Purchase> fresh;
    private final PriorityQueue<Later> later = new PriorityQueue<>();
    private int open;

    PurchaseQueue(Collection<Purchase> purchases) {
        this.fresh = new ArrayDeque<>(purchases);
        this.open = purchases.size();
    }

    /** Waits for the next purchase. @return empty when all purchases have ended */
    synchronized Optional<Purchase> next() throws InterruptedException {
        while (open > 0) {
            Later first = later.peek();
            long wait = first == null ? Long.MAX_VALUE : first.dueNanos - System.nanoTime();
            if (first != null && wait <= 0) {
                later.remove();
                return Optional.of(first.purchase);
            }
            @Nullable Purchase purchase = fresh.poll();
            if (purchase != null) {
                return Optional.of(purchase);
            }
            wait(first == null ? FOR_EVER : Math.max(1, wait / 1_000_000));
        }
        return Optional.empty();
    }

    synchronized void again(Purchase purchase, Duration delay) {
        later.add(new Later(purchase, System.nanoTime() + delay.toNanos()));
        notifyAll();
    }

    synchronized void done() {
        open--;
        notifyAll();
    }

    private record Later(Purchase purchase, long dueNanos) implements Comparable<Later> {
        @Override
        public int compareTo(Later other) {
            return Long.signum(dueNanos - other.dueNanos);
        }
    }
}
