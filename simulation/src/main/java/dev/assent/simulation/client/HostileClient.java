package dev.assent.simulation.client;

import dev.assent.model.BranchType;
import dev.assent.protocol.BranchRegisterRequest;
import dev.assent.protocol.Frame;
import dev.assent.protocol.GlobalBeginRequest;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.Message;
import dev.assent.simulation.wire.Line;
import dev.assent.simulation.wire.Peer;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import dev.assent.simulation.world.World;
import java.util.List;

/** Sends what is no frame, or what only a registered client may. Its connection must be closed, and it hears nothing. */
public final class HostileClient implements Peer {
    private static final long PATIENCE = 60 * World.SECOND;
    private static final byte[] MAGIC = {(byte) 0xda, (byte) 0xda, 1};

    private final World world;
    private final Chance chance;
    private boolean closed;

    /** @param chance how it does it */
    public static void connect(ClientContext context, Chance chance) {
        context.wire().connect(new HostileClient(context.world(), chance), "10.0.9.9");
    }

    private HostileClient(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
    }

    @Override
    public void opened(Line line) {
        if (chance.oneIn(3)) {
            List<Message> forClients = List.of(
                    new GlobalBeginRequest(1000, "not ours"),
                    new BranchRegisterRequest("10.0.0.1:8091:1", BranchType.AT, "jdbc:stock", "account:a1", null));
            line.sendToServer(Frame.request(1, chance.oneOf(forClients)));
            world.reached(Marker.UNREGISTERED_REFUSED);
        } else {
            line.sendToServer(noise());
        }
        world.after(PATIENCE, this::requireClosed);
    }

    /** Long enough to be noticed: a short piece may be the beginning of a frame. */
    private byte[] noise() {
        byte[] bytes = new byte[64 + chance.upTo(400)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) chance.upTo(255);
        }
        if (chance.oneIn(2)) {
            System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
            bytes[MAGIC.length] = (byte) 0x7f; // longer than any frame
        }
        return bytes;
    }

    private void requireClosed() {
        if (!closed) {
            throw new Violation(
                    Promise.CLOSED_EDGE, "Expected the connection of a hostile client to be closed, but it is open");
        }
    }

    @Override
    public void received(Line line, Inbound frame) {
        throw new Violation(Promise.CLOSED_EDGE, "Expected a hostile client to hear nothing, but it heard " + frame);
    }

    @Override
    public void closed(Line line) {
        closed = true;
    }
}
