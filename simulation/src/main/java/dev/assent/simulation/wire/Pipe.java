package dev.assent.simulation.wire;

import dev.assent.model.AssentException;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Frames;
import dev.assent.protocol.Inbound;
import dev.assent.simulation.world.Chance;
import dev.assent.simulation.world.Fault;
import dev.assent.simulation.world.FaultPoint;
import dev.assent.simulation.world.Marker;
import dev.assent.simulation.world.World;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One direction of a connection: bytes in order, in pieces of any size, late or cut off anywhere. */
final class Pipe {
    private final World world;
    private final Chance chance;
    private final FaultPoint faults;
    private final Consumer<Inbound> receiver;
    private final Consumer<AssentException> refusal;
    private final ByteBuf unsent = Unpooled.buffer();
    private final ByteBuf received = Unpooled.buffer();
    private final Deque<byte[]> onTheWay = new ArrayDeque<>();
    private long lastArrival;
    private boolean silent;
    private boolean closing;
    private boolean closed;

    Pipe(World world, Chance chance, FaultPoint faults, Consumer<Inbound> receiver, Consumer<AssentException> refusal) {
        this.world = world;
        this.chance = chance;
        this.faults = faults;
        this.receiver = receiver;
        this.refusal = refusal;
    }

    void write(Frame frame) {
        if (!closing) {
            Frames.write(unsent, frame);
        }
    }

    void write(byte[] bytes) {
        if (!closing) {
            unsent.writeBytes(bytes);
        }
    }

    /** What is on its way, and all that follows, is lost without a word. */
    void silence() {
        silent = true;
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
        long latency = faults.inject(Fault.SLOW_NETWORK)
                .map(fault -> fault.chance().millis(20, 3000))
                .orElseGet(() -> chance.micros(50, 1500));
        lastArrival = Math.max(lastArrival + 1, world.now() + latency);
        return lastArrival;
    }

    private void arrive() {
        byte[] piece = onTheWay.poll();
        if (piece == null || closed || silent) {
            return;
        }
        received.writeBytes(piece);
        Inbound frame = read();
        while (frame != null && !closed) {
            receiver.accept(frame);
            frame = closed ? null : read();
        }
        received.discardSomeReadBytes();
    }

    private @Nullable Inbound read() {
        try {
            return Frames.read(received, Frames.MAX_FRAME_BYTES);
        } catch (AssentException e) {
            silent = true;
            received.clear();
            refusal.accept(e);
            return null;
        }
    }

    /** Drops a drawn number of the bytes on their way, from the end. */
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
