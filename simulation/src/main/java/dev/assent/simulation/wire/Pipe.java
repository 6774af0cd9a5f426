package dev.assent.simulation.wire;

import dev.assent.protocol.Frame;
import dev.assent.protocol.Frames;
import dev.assent.protocol.Inbound;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.Weather;
import dev.assent.simulation.world.World;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** One direction of a connection: bytes in order, in pieces of any size, late or cut off anywhere. */
final class Pipe {
    private final World world;
    private final Chance chance;
    private final Weather weather;
    private final Consumer<Inbound> receiver;
    private final ByteBuf unsent = Unpooled.buffer();
    private final ByteBuf received = Unpooled.buffer();
    private final Deque<byte[]> onTheWay = new ArrayDeque<>();
    private long lastArrival;
    private boolean closing;
    private boolean closed;

    Pipe(World world, Chance chance, Weather weather, Consumer<Inbound> receiver) {
        this.world = world;
        this.chance = chance;
        this.weather = weather;
        this.receiver = receiver;
    }

    void write(Frame frame) {
        if (!closing) {
            Frames.write(unsent, frame);
        }
    }

    void flush() {
        while (unsent.isReadable()) {
            int most = unsent.readableBytes();
            int size = chance.oneIn(4) ? 1 + chance.upTo(most - 1) : most;
            byte[] piece = new byte[size];
            unsent.readBytes(piece);
            onTheWay.add(piece);
            world.after(arrival() - world.now(), this::arrive);
        }
        unsent.clear();
    }

    /** Never before what was sent before. */
    private long arrival() {
        long latency = weather.strikes(Fault.SLOW_NETWORK) ? weather.how().millis(20, 3000) : chance.micros(50, 1500);
        lastArrival = Math.max(lastArrival + 1, world.now() + latency);
        return lastArrival;
    }

    private void arrive() {
        byte[] piece = onTheWay.poll();
        if (piece == null || closed) {
            return;
        }
        received.writeBytes(piece);
        Inbound frame = Frames.read(received, Frames.MAX_FRAME_BYTES);
        while (frame != null && !closed) {
            receiver.accept(frame);
            frame = closed ? null : Frames.read(received, Frames.MAX_FRAME_BYTES);
        }
        received.discardSomeReadBytes();
    }

    /** Of the bytes on their way only so many arrive. */
    void cut() {
        long left = chance.between(
                0, onTheWay.stream().mapToInt(piece -> piece.length).sum());
        Deque<byte[]> all = new ArrayDeque<>(onTheWay);
        onTheWay.clear();
        for (byte[] piece : all) {
            int kept = (int) Math.min(left, piece.length);
            left -= kept;
            byte[] head = new byte[kept];
            System.arraycopy(piece, 0, head, 0, kept);
            onTheWay.add(head);
        }
    }

    /** Nothing more is written; {@code then} runs behind the last byte. */
    void end(long delay, Runnable then) {
        if (!closing) {
            closing = true;
            lastArrival = Math.max(lastArrival + 1, world.now() + delay);
            world.after(lastArrival - world.now(), () -> {
                closed = true;
                if (received.isReadable()) {
                    world.reached(Marker.CUT_IN_MID_FRAME);
                }
                then.run();
            });
        }
    }
}
