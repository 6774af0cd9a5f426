package dev.assent.server.embedded;

import dev.assent.protocol.Frame;
import dev.assent.protocol.Inbound;
import dev.assent.server.loop.CoordinatorLoop;
import dev.assent.server.port.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to an {@link EmbeddedCoordinator} that carries whole frames both ways, for a client that numbers its requests
 * itself. Any thread may use it.
 */
public final class FrameConnection implements Plug, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(FrameConnection.class);

    private final long id;
    private final CoordinatorLoop loop;
    private final Scheduler scheduler;
    private final FrameListener listener;
    /** Belongs to the loop's thread. */
    private boolean closed;

    FrameConnection(long id, CoordinatorLoop loop, Scheduler scheduler, FrameListener listener) {
        this.id = id;
        this.loop = loop;
        this.scheduler = scheduler;
        this.listener = listener;
    }

    /** Frames of one thread arrive in their order. */
    public void send(Inbound frame) {
        scheduler.run(() -> {
            if (!closed) {
                loop.received(id, frame);
            }
        });
    }

    /** Only the first call does anything. */
    @Override
    public void close() {
        scheduler.run(() -> {
            if (!closed) {
                loop.disconnected(id);
                closed = true;
            }
        });
    }

    @Override
    public void arrived(Frame frame) {
        call(() -> listener.arrived(frame));
    }

    @Override
    public void cut() {
        if (!closed) {
            closed = true;
            call(listener::closed);
        }
    }

    /** What a client does wrong must not end the coordinator. */
    private void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            log.warn("a callback of embedded connection {} failed", id, e);
        }
    }
}
