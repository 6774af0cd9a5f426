package dev.assent.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders to commit branches of one resource that are worked on together: while one call of the resource runs, others wait and
 * make up the next one. Between two calls the other resources have their turn, and there is a pause in which more orders come: a call
 * costs much, and nothing waits for its end. Safe for many threads.
 */
final class WaitingCommits<T> implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(WaitingCommits.class);

    private final Executor workers;
    private final int atOnce;
    private final Consumer<List<T>> work;
    private final Interval interval;
    private final Queue<T> orders = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * @param atOnce how many orders one call takes at most
     * @param work takes the orders that have come; what it throws is logged, and those orders stay without an answer
     * @param interval waits, on the thread of a worker, until the next call is due
     */
    WaitingCommits(Executor workers, int atOnce, Consumer<List<T>> work, Interval interval) {
        this.workers = workers;
        this.atOnce = atOnce;
        this.work = work;
        this.interval = interval;
    }

    /**
     * Never blocks.
     *
     * @throws RejectedExecutionException if no worker is free; every order that waits is given back by {@link #refused}
     */
    void add(T order) {
        orders.add(order);
        if (waiting.getAndIncrement() == 0) {
            workers.execute(this);
        }
    }

    /** Takes all that wait, since no worker was free for them. */
    List<T> refused() {
        List<T> all = new ArrayList<>();
        int some;
        do {
            some = waiting.get();
            take(all, some);
        } while (waiting.addAndGet(-some) > 0);
        return all;
    }

    int size() {
        return waiting.get();
    }

    @Override
    public void run() {
        do {
            if (waiting.get() < atOnce) {
                interval.await();
            }
            List<T> some = new ArrayList<>();
            take(some, Math.min(atOnce, waiting.get()));
            doWork(some);
            interval.begin();
            if (waiting.addAndGet(-some.size()) == 0) {
                return;
            }
        } while (!handedOver());
    }

    private void doWork(List<T> some) {
        try {
            work.accept(some);
        } catch (Throwable e) { // the boundary of this thread: the next orders must not wait for ever
            log.error(
                    "an order to commit ended with an exception that was not expected; the coordinator will deliver again",
                    e);
        }
    }

    /** Each counted order is in the queue already. */
    private void take(List<T> into, int counted) {
        for (int i = 0; i < counted; i++) {
            into.add(orders.remove());
        }
    }

    private boolean handedOver() {
        try {
            workers.execute(this);
            return true;
        } catch (RejectedExecutionException e) { // no place in the queue, or closing: this thread goes on
            return false;
        }
    }
}
