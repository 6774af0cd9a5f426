package dev.assent.chaos.wire;

import dev.assent.chaos.plan.LineFault;
import dev.assent.protocol.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a connection: what comes from one side goes to the other, a frame at a time. There is no back pressure,
 * for what passes is small.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written is lost, as on any connection that ends
final class Pipe extends ChannelInboundHandlerAdapter {
    private final ArmedFaults troubles;
    private final boolean framed;
    private final ByteBuf received = Unpooled.buffer();
    private final @Nullable Pipe opposite;
    private @Nullable Channel to;
    private boolean held;

    /** From the client, whose server is not there yet. */
    Pipe(ArmedFaults troubles, boolean framed) {
        this.troubles = troubles;
        this.framed = framed;
        this.opposite = null;
    }

    /** From the server. */
    Pipe(Channel client, Pipe opposite, ArmedFaults troubles, boolean framed) {
        this.troubles = troubles;
        this.framed = framed;
        this.opposite = opposite;
        this.to = client;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (opposite != null) {
            opposite.to = ctx.channel();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            received.writeBytes(bytes);
        } finally {
            bytes.release();
        }
        flow(ctx.channel());
    }

    private void flow(Channel from) {
        while (!held && received.isReadable() && from.isActive()) {
            if (!framed) {
                pass(received.readableBytes());
            } else if (!frame(from)) {
                break;
            }
        }
        received.discardReadBytes();
    }

    /** @return false if more bytes are needed */
    private boolean frame(Channel from) {
        int start = received.readerIndex();
        var inbound = Frames.read(received, Frames.MAX_FRAME_BYTES);
        if (inbound == null) {
            return false;
        }
        int length = received.readerIndex() - start;
        received.readerIndex(start);
        Optional<LineFault> fault = troubles.at(inbound);
        if (fault.isPresent()) {
            suffer(fault.get(), from, length);
        } else {
            pass(length);
        }
        return true;
    }

    private void suffer(LineFault fault, Channel from, int length) {
        switch (fault.act()) {
            case CUT_WITHIN -> {
                pass(length / 2);
                cut(from);
            }
            case CUT_AFTER -> {
                pass(length);
                cut(from);
            }
            case DELAY ->
                hold(from, fault, () -> {
                    held = false;
                    pass(length);
                    flow(from);
                });
            case STALL -> hold(from, fault, () -> cut(from));
            default -> cut(from);
        }
    }

    private void hold(Channel from, LineFault fault, Runnable after) {
        held = true;
        from.eventLoop().schedule(after, fault.lasts().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void pass(int length) {
        ByteBuf piece = received.readBytes(length);
        if (to == null) {
            piece.release();
        } else {
            to.writeAndFlush(piece);
        }
    }

    /** Both sides, after what has been passed on. */
    private void cut(Channel from) {
        held = true; // nothing more passes
        from.close();
        if (to != null) {
            to.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cut(ctx.channel());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        cut(ctx.channel()); // a reset, or no frame
    }
}
