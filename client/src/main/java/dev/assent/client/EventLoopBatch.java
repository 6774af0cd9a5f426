package dev.assent.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands work to the event loop, all that has come up in one turn: what many callers write leaves with one wake-up and
 * one flush.
 */
final class EventLoopBatch {
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean coming = new AtomicBoolean();
    private final Executor loop;
    private final Runnable afterwards;

    /** @param afterwards at the end of each turn */
    EventLoopBatch(Executor loop, Runnable afterwards) {
        this.loop = loop;
        this.afterwards = afterwards;
    }

    /**
     * For any thread. Pieces run in the order of submission and must not throw.
     *
     * @return false once the loop is shut down: then it will not run
     */
    boolean submit(Runnable piece) {
        waiting.add(piece);
        if (coming.compareAndSet(false, true)) {
            try {
                loop.execute(this::turn);
            } catch (RejectedExecutionException e) {
                coming.set(false);
                return false;
            }
        }
        return true;
    }

    private void turn() {
        coming.set(false); // before looking: a later caller asks for a turn of its own
        for (Runnable piece = waiting.poll(); piece != null; piece = waiting.poll()) {
            piece.run();
        }
        afterwards.run();
    }
}
