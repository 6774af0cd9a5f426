package dev.assent.embedded;

import dev.assent.protocol.Frame;
import dev.assent.protocol.Frames;
import dev.assent.protocol.Inbound;
import dev.assent.server.embedded.EmbeddedCoordinator;
import dev.assent.server.embedded.FrameConnection;
import dev.assent.server.embedded.FrameListener;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's connection: its frames to the coordinator, and the coordinator's to it. Belongs to the event loop. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a channel that cannot be written is closed, and the client connects again
final class FrameBridge extends SimpleChannelInboundHandler<Inbound> {
    private static final Logger log = LoggerFactory.getLogger(FrameBridge.class);

    private final EmbeddedCoordinator coordinator;
    private @Nullable FrameConnection connection;

    FrameBridge(EmbeddedCoordinator coordinator) {
        this.coordinator = coordinator;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        Channel channel = context.channel();
        connection = coordinator.connect("in-process", new FrameListener() {
            @Override
            public void arrived(Frame frame) {
                ByteBuf out = channel.alloc().buffer();
                try {
                    Frames.write(out, frame);
                } catch (RuntimeException e) {
                    out.release();
                    throw e;
                }
                channel.writeAndFlush(out, channel.voidPromise());
            }

            @Override
            public void closed() {
                channel.close();
            }
        });
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Inbound frame) {
        if (connection != null) {
            connection.send(frame);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.warn("a connection of a client in this process is closed: {}", cause.toString());
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (connection != null) {
            connection.close();
        }
    }
}
