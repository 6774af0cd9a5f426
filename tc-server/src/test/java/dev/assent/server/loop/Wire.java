package dev.assent.server.loop;

import dev.assent.protocol.Frame;
import dev.assent.protocol.Frames;
import dev.assent.protocol.Inbound;
import dev.assent.server.port.Network;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries frames as bytes to the peers, and only when it is flushed. */
final class Wire implements Network {
    private final Map<Long, Peer> peers = new LinkedHashMap<>();
    private final List<Runnable> handedOver = new ArrayList<>();

    void plug(Peer peer) {
        peers.put(peer.connection(), peer);
    }

    void unplug(Peer peer) {
        peers.remove(peer.connection());
    }

    @Override
    public void send(long connection, Frame frame) {
        Frame arrives = (Frame) overTheWire(frame);
        handedOver.add(() -> {
            Peer peer = peers.get(connection);
            if (peer != null) {
                peer.receive(arrives);
            }
        });
    }

    @Override
    public void flush() {
        handedOver.forEach(Runnable::run);
        handedOver.clear();
    }

    @Override
    public void close(long connection) {
        flush();
        Peer peer = peers.remove(connection);
        if (peer != null) {
            peer.cut();
        }
    }

    static int length(Frame frame) {
        ByteBuf bytes = Unpooled.buffer();
        Frames.write(bytes, frame);
        return bytes.readableBytes();
    }

    static Inbound overTheWire(Frame frame) {
        ByteBuf bytes = Unpooled.buffer();
        Frames.write(bytes, frame);
        Inbound read = Frames.read(bytes, Frames.MAX_FRAME_BYTES);
        if (read == null || bytes.isReadable()) {
            throw new AssertionError("Expected exactly one frame of " + frame);
        }
        return read;
    }
}
