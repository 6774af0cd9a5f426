package dev.assent.server.edge;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one connection has brought and the coordinator has not done with: requests until they are answered, other frames
 * until the loop has taken them. While there is too much of it, nothing more is read from the connection. Any thread may
 * call.
 */
final class RequestWindow {
    /** How much of a connection may wait for the loop before it is read no further. */
    private static final int MOST_WAITING_BYTES = 1 << 20;

    private final int most;
    private final Total total;
    private final Runnable readAgain;
    private int open;
    private long waitingBytes;
    private boolean shut;
    private boolean closed;

    /**
     * @param most how many requests of this connection may be unanswered
     * @param readAgain called once after each {@link #shut} that returned true, on whatever thread makes room
     */
    RequestWindow(int most, Total total, Runnable readAgain) {
        this.most = most;
        this.total = total;
        this.readAgain = readAgain;
    }

    /** Returns as {@link #shut} does. */
    synchronized boolean brought(int frames, int bytes) {
        add(frames, bytes);
        return shut();
    }

    /** @param unasked how many of the frames will not be answered */
    void taken(int unasked, int bytes) {
        done(unasked, bytes);
    }

    void answered(int requests) {
        done(requests, 0);
    }

    /** At the end of the connection: nothing counts any more. */
    synchronized void closed() {
        add(-open, -waitingBytes);
        closed = true;
    }

    /** Whether no more is to be read, until {@code readAgain}. */
    synchronized boolean shut() {
        shut = !closed && isFull();
        return shut;
    }

    private void done(int frames, int bytes) {
        if (makesRoom(frames, bytes)) {
            readAgain.run();
        }
    }

    private synchronized boolean makesRoom(int frames, int bytes) {
        add(-frames, -bytes);
        boolean reopens = shut && hasRoom();
        shut &= !reopens;
        return reopens;
    }

    private void add(int frames, long bytes) {
        if (!closed) {
            open += frames;
            waitingBytes += bytes;
            if (frames != 0) {
                total.open.addAndGet(frames);
            }
            if (bytes != 0) {
                total.waitingBytes.addAndGet(bytes);
            }
        }
    }

    private boolean isFull() {
        return open >= most || waitingBytes > MOST_WAITING_BYTES || (open > 0 && total.isFull());
    }

    /** Not at the very edge, so that reading does not go on and off with each answer. */
    private boolean hasRoom() {
        return open == 0 || (open <= most / 2 && waitingBytes <= MOST_WAITING_BYTES / 2 && !total.isFull());
    }

    /** Over all connections. Each of them may always have one request on its way. */
    static final class Total {
        private final int mostOpen;
        private final long mostWaitingBytes;
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicLong waitingBytes = new AtomicLong();

        Total(int mostOpen, long mostWaitingBytes) {
            this.mostOpen = mostOpen;
            this.mostWaitingBytes = mostWaitingBytes;
        }

        private boolean isFull() {
            return open.get() >= mostOpen || waitingBytes.get() > mostWaitingBytes;
        }

        int open() {
            return open.get();
        }
    }
}
