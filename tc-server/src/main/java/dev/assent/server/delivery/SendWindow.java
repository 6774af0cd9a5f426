package dev.assent.server.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one connection: a window of them on their way, the rest waiting, fresh ones and retries in turns, and
 * retries in half of the window at most, so that what keeps failing or hangs never starves what has not been tried.
 */
final class SendWindow {
    private final int window;
    private final Queue<Delivery> fresh = new ArrayDeque<>();
    private final Queue<Delivery> retries = new ArrayDeque<>();
    private int onTheWay;
    private int retriesOnTheWay;
    private boolean retryNext;

    SendWindow(int window) {
        this.window = window;
    }

    void add(Delivery delivery) {
        (delivery.attempts() == 0 ? fresh : retries).add(delivery);
    }

    /** The next to send, or null if none waits or there is no room. It is on its way until it is {@link #done}. */
    @Nullable
    Delivery next() {
        boolean roomForRetry = retriesOnTheWay < Math.max(1, window / 2);
        if (onTheWay >= window || (fresh.isEmpty() && (retries.isEmpty() || !roomForRetry))) {
            return null;
        }
        boolean retry = fresh.isEmpty() || (retryNext && roomForRetry && !retries.isEmpty());
        retryNext = !retry;
        onTheWay++;
        if (retry) {
            retriesOnTheWay++;
        }
        return (retry ? retries : fresh).poll();
    }

    void done(boolean retry) {
        onTheWay--;
        if (retry) {
            retriesOnTheWay--;
        }
    }

    List<Delivery> waiting() {
        List<Delivery> all = new ArrayList<>(fresh);
        all.addAll(retries);
        return all;
    }
}
