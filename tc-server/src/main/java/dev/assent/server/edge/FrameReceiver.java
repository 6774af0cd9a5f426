package dev.assent.server.edge;

import dev.assent.model.AssentException;
import dev.assent.protocol.Frames;
import dev.assent.protocol.Inbound;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.timeout.IdleStateEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection's bytes as frames. What is no frame closes this connection, with one line, and touches no other. */
@SuppressWarnings("FutureReturnValueIgnored") // a connection that fails to close says so by an exception here
final class FrameReceiver extends ByteToMessageDecoder {
    private static final Logger log = LoggerFactory.getLogger(FrameReceiver.class);

    private final long connection;
    private final Listener listener;
    private List<Inbound> frames = new ArrayList<>();
    private boolean refused;

    FrameReceiver(long connection, Listener listener) {
        this.connection = connection;
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) throws Exception {
        listener.opened(connection, context.channel(), text(context.channel().remoteAddress()));
        super.channelActive(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            Inbound frame = Frames.read(in, Frames.MAX_FRAME_BYTES);
            while (frame != null) {
                frames.add(frame);
                frame = Frames.read(in, Frames.MAX_FRAME_BYTES);
            }
        } catch (AssentException e) {
            refused = true;
            in.skipBytes(in.readableBytes());
            log.warn("connection from {} closed: {}", text(context.channel().remoteAddress()), e.getMessage());
            handOver();
            context.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        handOver();
        super.channelReadComplete(context);
    }

    /** Who does not read its answers is not read either. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        context.channel().config().setAutoRead(context.channel().isWritable());
        super.channelWritabilityChanged(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        handOver();
        listener.closed(connection);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof IdleStateEvent) {
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

    private void handOver() {
        if (!frames.isEmpty()) {
            List<Inbound> all = frames;
            frames = new ArrayList<>();
            listener.received(connection, all);
        }
    }

    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? inet.getAddress().getHostAddress() + ':' + inet.getPort()
                : String.valueOf(address);
    }

    /** Called on the connection's own thread. */
    interface Listener {
        void opened(long connection, Channel channel, String address);

        void received(long connection, List<Inbound> frames);

        void closed(long connection);

        /** An Error: whatever its cause, the process can no longer be trusted. */
        void failed(Throwable why);
    }
}
