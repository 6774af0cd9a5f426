package dev.assent.chaos.wire;

import dev.assent.chaos.plan.ConnectionFault;
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
 * One direction of a connection: forwards what one side sends to the other side, a frame at a time. There is no back
 * pressure, because little data passes.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what cannot be written is lost, as on any closed connection
final class Pipe extends ChannelInboundHandlerAdapter {
    private final ArmedFaults armedFaults;
    private final boolean framed;
    private final ByteBuf received = Unpooled.buffer();
    private final @Nullable Pipe opposite;
    private @Nullable Channel to;
    private boolean held;

    /** The direction from the client, before the connection to the server exists. */
    Pipe(ArmedFaults armedFaults, boolean framed) {
        this.armedFaults = armedFaults;
        this.framed = framed;
        this.opposite = null;
    }

    /** The direction from the server. */
    Pipe(Channel client, Pipe opposite, ArmedFaults armedFaults, boolean framed) {
        this.armedFaults = armedFaults;
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
        Optional<ConnectionFault> fault = armedFaults.at(inbound);
        if (fault.isPresent()) {
            apply(fault.get(), from, length);
        } else {
            pass(length);
        }
        return true;
    }

    private void apply(ConnectionFault fault, Channel from, int length) {
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

    private void hold(Channel from, ConnectionFault fault, Runnable after) {
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

    /** Closes both sides after the forwarded bytes have been sent. */
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
        cut(ctx.channel()); // a reset, or bytes that are not a frame
    }
}
