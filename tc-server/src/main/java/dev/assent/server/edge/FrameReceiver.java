package dev.assent.server.edge;

import dev.assent.model.AssentException;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Frames;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.RegisterRequest;
import dev.assent.server.errors.RequestErrors;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's bytes as frames. What is no frame, and what is beyond a limit, closes this connection, with one line,
 * and touches no other.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that fails to close says so by an exception here
final class FrameReceiver extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(FrameReceiver.class);

    private final long connection;
    private final FrameListener listener;
    private final ReceiveLimits shared;
    private final Outbox outbox;
    private final RequestWindow window;
    private final Unfinished unfinished;
    private final InflateQuota inflated;
    private FrameBatch batch = new FrameBatch();
    private boolean refused;
    private boolean registered;
    private boolean windowShut;
    private boolean quotaUsed;
    private @Nullable ChannelHandlerContext context;

    FrameReceiver(long connection, FrameListener listener, ReceiveLimits shared, Outbox outbox) {
        this.connection = connection;
        this.listener = listener;
        this.shared = shared;
        this.outbox = outbox;
        this.window = new RequestWindow(shared.limits().unanswered(), shared.total(), this::readAgain);
        this.unfinished = new Unfinished(shared, this::cut);
        this.inflated = new InflateQuota(shared.limits().inflatedBytes());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        Channel channel = context.channel();
        listener.opened(new ClientConnection(connection, channel, outbox, window), text(channel.remoteAddress()));
        super.channelActive(context);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (refused) {
            bytes.release();
            return;
        }
        unfinished.append(bytes);
        readFrames(context);
    }

    private void readFrames(ChannelHandlerContext context) {
        ByteBuf in = unfinished.bytes();
        windowShut = window.shut();
        if (in != null) {
            readFrames(context, in);
        }
        setReading(context);
    }

    private void readFrames(ChannelHandlerContext context, ByteBuf in) {
        int start = in.readerIndex();
        try {
            boolean all = false;
            while (!all && mayRead(context, in)) {
                all = !readFrame(in);
            }
            unfinished.keepRest(context, in.readerIndex() > start, all, registered);
        } catch (AssentException e) {
            refuse(e.getMessage());
        }
    }

    private boolean mayRead(ChannelHandlerContext context, ByteBuf in) {
        if (!windowShut && Frames.isCompressed(in)) {
            if (!registered) {
                throw RequestErrors.compressedTooEarly();
            }
            long nanos = inflated.waits(System.nanoTime());
            quotaUsed = nanos > 0;
            if (quotaUsed) {
                context.executor().schedule(this::readOn, nanos, TimeUnit.NANOSECONDS);
            }
        }
        return !windowShut && !quotaUsed;
    }

    /** @return false if no whole frame is there */
    private boolean readFrame(ByteBuf in) {
        int start = in.readerIndex();
        int first = shared.limits().firstFrameBytes();
        if (!registered && Frames.length(in) > first) {
            throw RequestErrors.tooLargeToBeFirst(first, Frames.length(in));
        }
        Inbound frame = Frames.read(in, Frames.MAX_FRAME_BYTES, inflated::inflated);
        if (frame == null) {
            return false;
        }
        registered |= frame instanceof Frame whole && whole.body() instanceof RegisterRequest;
        batch.add(frame, in.readerIndex() - start);
        windowShut = window.brought(FrameBatch.weight(frame), in.readerIndex() - start);
        return true;
    }

    /** Any thread may call. */
    private void readAgain() {
        if (context != null) {
            context.executor().execute(this::readOn);
        }
    }

    private void readOn() {
        quotaUsed = false;
        if (context != null && !refused) {
            readFrames(context);
            handOver();
        }
    }

    /** Not from a client that does not read its answers, has too much unanswered, or has had too much inflated. */
    private void setReading(ChannelHandlerContext context) {
        boolean reads = !windowShut && !quotaUsed && context.channel().isWritable();
        context.channel().config().setAutoRead(reads);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        handOver();
        super.channelReadComplete(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        setReading(context);
        super.channelWritabilityChanged(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        refused = true;
        unfinished.drop();
        handOver();
        window.closed();
        listener.closed(connection);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent && !windowShut) { // else it is not heard, whatever it says
            log.info(
                    "connection from {} closed: it was silent",
                    text(context.channel().remoteAddress()));
            context.close();
        }
        super.userEventTriggered(context, event);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof Error) {
            listener.failed(cause);
        }
        if (cause instanceof IOException) {
            log.info("connection from {} lost: {}", text(context.channel().remoteAddress()), cause.getMessage());
        } else {
            log.error("connection from {} closed", text(context.channel().remoteAddress()), cause);
        }
        context.close();
    }

    /** Any thread may call. */
    private void cut(AssentException why) {
        if (context != null) {
            context.executor().execute(() -> refuse(why.getMessage()));
        }
    }

    private void refuse(@Nullable String why) {
        if (context != null && !refused) {
            refused = true;
            unfinished.drop();
            log.warn("connection from {} closed: {}", text(context.channel().remoteAddress()), why);
            handOver();
            context.close();
        }
    }

    private void handOver() {
        if (!batch.isEmpty()) {
            FrameBatch whole = batch;
            batch = new FrameBatch();
            listener.received(connection, whole.frames(), () -> window.taken(whole.unasked(), whole.bytes()));
        }
    }

    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + ':' + inet.getPort()
                : String.valueOf(address);
    }
}
