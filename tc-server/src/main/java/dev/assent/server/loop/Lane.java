package dev.assent.server.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one connection: a window of them on their way, the rest waiting, fresh ones and retries in turns, so
 * that what keeps failing never starves what has not been tried.
 */
final class Lane {
    private final int window;
    private final Queue<Delivery> fresh = new ArrayDeque<>();
    private final Queue<Delivery> retries = new ArrayDeque<>();
    private int onTheWay;
    private boolean retryNext;

    Lane(int window) {
        this.window = window;
    }

    void add(Delivery delivery) {
        (delivery.attempts() == 0 ? fresh : retries).add(delivery);
    }

    /** The next to send, or null if none waits or the window is full. */
    @Nullable
    Delivery next() {
        if (onTheWay >= window || (fresh.isEmpty() && retries.isEmpty())) {
            return null;
        }
        Queue<Delivery> turn = retryNext ? retries : fresh;
        retryNext = !retryNext;
        Delivery next = turn.isEmpty() ? (fresh.isEmpty() ? retries : fresh).poll() : turn.poll();
        onTheWay++;
        return next;
    }

    void done() {
        onTheWay--;
    }

    List<Delivery> waiting() {
        List<Delivery> all = new ArrayList<>(fresh);
        all.addAll(retries);
        return all;
    }
}
