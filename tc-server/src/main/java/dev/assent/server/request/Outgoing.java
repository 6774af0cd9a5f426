package dev.assent.server.request;

import dev.assent.protocol.Extensions;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.server.port.Network;
import dev.assent.server.port.Scheduler;
import dev.assent.server.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The frames that leave for clients. All that is sent while the loop has work to do leaves with one flush behind it. */
public final class Outgoing {
    private final Network network;
    private final Scheduler scheduler;
    private final Supplier<Map<String, @Nullable String>> position;
    private final Consumer<Session> closed;
    private final List<Merge> ready = new ArrayList<>();
    private boolean flushing;

    /**
     * @param position what every answer to a client of ours says about the log, see {@link Extensions#HEARD}
     * @param closed hears of each connection that {@link #close} has closed
     */
    public Outgoing(
            Network network,
            Scheduler scheduler,
            Supplier<Map<String, @Nullable String>> position,
            Consumer<Session> closed) {
        this.network = network;
        this.scheduler = scheduler;
        this.position = position;
        this.closed = closed;
    }

    /** Sends an order to a participant, compressed as its client compresses. */
    public void order(Session session, Frame frame) {
        send(session, frame.compressed(session.compressor()), null);
    }

    /** @param outcome for our own clients; null if there is nothing to add */
    void send(Session session, Frame frame, @Nullable String outcome) {
        network.send(session.connection(), session.isAssent() ? forOurs(frame, outcome) : frame);
        flushLater();
    }

    private Frame forOurs(Frame frame, @Nullable String outcome) {
        Map<String, @Nullable String> said = frame.type() == FrameType.RESPONSE ? position.get() : Map.of();
        if (outcome == null) {
            return frame.with(said);
        }
        Map<String, @Nullable String> more = new LinkedHashMap<>();
        more.put(Extensions.OUTCOME, outcome);
        more.putAll(said);
        return frame.with(more);
    }

    /** @param merge gets {@link Merge#sendReady} with the next flush */
    void sendBeforeFlush(Merge merge) {
        ready.add(merge);
        flushLater();
    }

    /** Closes the connection, behind what was sent to it. */
    public void close(Session session) {
        network.close(session.connection());
        closed.accept(session);
    }

    /** Flushes when the tasks that wait already have run. */
    public void flushLater() {
        if (!flushing) {
            flushing = true;
            scheduler.run(() -> {
                flushing = false;
                flush();
            });
        }
    }

    public void flush() {
        ready.forEach(Merge::sendReady);
        ready.clear();
        network.flush();
    }
}
