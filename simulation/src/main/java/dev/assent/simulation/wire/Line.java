package dev.assent.simulation.wire;

import dev.assent.model.AssentException;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.RegisterRequest;
import dev.assent.protocol.RegisterResponse;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultPoint;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Moment;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/** One connection between a client and the coordinator. Its two ends need not learn of its end at the same time. */
public final class Line {
    private final long id;
    private final String address;
    private final World world;
    private final Chance chance;
    private final FaultPoint faults;
    private final Peer client;
    private final Peer server;
    private final Pipe toServer;
    private final Pipe toClient;
    private final List<Frame> written = new ArrayList<>();
    private boolean ended;

    Line(long id, String address, World world, Chance chance, FaultPoint faults, Peer client, Peer server) {
        this.id = id;
        this.address = address;
        this.world = world;
        this.chance = chance;
        this.faults = faults;
        this.client = client;
        this.server = server;
        this.toServer = new Pipe(world, chance, faults, frame -> arrived(server, frame), this::refuse);
        this.toClient = new Pipe(world, chance, faults, frame -> arrived(client, frame), Line::refuseServer);
    }

    private void arrived(Peer peer, Inbound frame) {
        passes(frame, Moment.AFTER);
        peer.received(this, frame);
    }

    /** Registrations and signs of life belong to no transaction. */
    private void passes(Inbound inbound, Moment moment) {
        if (inbound instanceof Frame frame
                && frame.body() != null
                && !(frame.body() instanceof RegisterRequest)
                && !(frame.body() instanceof RegisterResponse)) {
            world.passes(frame.body().getClass().getSimpleName(), moment);
        }
    }

    public long id() {
        return id;
    }

    /** The client's end of the line. */
    public String address() {
        return address;
    }

    public void sendToServer(Frame frame) {
        passes(frame, Moment.BEFORE);
        toServer.write(frame);
        toServer.flush();
        passes(frame, Moment.DURING);
        mayBreak();
    }

    /** Bytes that need not be a frame. */
    public void sendToServer(byte[] bytes) {
        toServer.write(bytes);
        toServer.flush();
        mayBreak();
    }

    /** Leaves with the next {@link #flushToClient}. */
    public void writeToClient(Frame frame) {
        passes(frame, Moment.BEFORE);
        toClient.write(frame);
        written.add(frame);
    }

    public void flushToClient() {
        toClient.flush();
        List<Frame> sent = List.copyOf(written);
        written.clear();
        sent.forEach(frame -> passes(frame, Moment.DURING));
        mayBreak();
    }

    /** Lets what was sent go out, then ends. */
    public void close() {
        toClient.flush();
        end();
    }

    /** Ends here and now, with some of the bytes that are on their way. */
    public void cut() {
        toServer.cut();
        toClient.cut();
        end();
    }

    /** As the edge does with what is no frame. */
    private void refuse(AssentException why) {
        world.reached(Marker.HOSTILE_BYTES_REFUSED);
        close();
    }

    private static void refuseServer(AssentException why) {
        throw new Violation(
                Promise.READABLE_ANSWERS,
                "Expected the coordinator to send frames alone, but: " + why.getMessage(),
                why);
    }

    private void mayBreak() {
        faults.inject(Fault.SILENT_LINE).ifPresent(fault -> {
            world.reached(Marker.SILENT_LINE);
            toServer.silence();
            toClient.silence();
            world.after(fault.chance().millis(5000, 30_000), this::cut);
        });
        faults.inject(Fault.CUT_CONNECTION).ifPresent(fault -> {
            world.say("line " + id + " is cut");
            cut();
        });
    }

    /** Whether it has neither been closed nor cut, though its ends may not have noticed that yet. */
    public boolean isOpen() {
        return !ended;
    }

    private void end() {
        ended = true;
        toServer.end(untilNoticed(), () -> server.closed(this));
        toClient.end(untilNoticed(), () -> client.closed(this));
    }

    private long untilNoticed() {
        return faults.faultsAreOver() || !chance.oneIn(8) ? chance.micros(50, 3000) : chance.millis(100, 20_000);
    }
}
