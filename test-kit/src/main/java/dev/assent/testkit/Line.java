package dev.assent.testkit;

import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.Frames;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.RegisterRequest;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The coordinator's end of one client's connection. Belongs to the kit's thread. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // a channel that cannot be written is closed, and the client connects again
final class Line extends SimpleChannelInboundHandler<Inbound> {
    private static final Logger log = LoggerFactory.getLogger(Line.class);

    private final long id;
    private final Wire wire;
    /** The requests of the client that have no answer. */
    private final Map<Integer, dev.assent.protocol.Message> asked = new HashMap<>();

    private @Nullable Channel channel;
    private String service = "";

    Line(long id, Wire wire) {
        this.id = id;
        this.wire = wire;
    }

    long id() {
        return id;
    }

    /** The name of the client; empty until it has registered. */
    String service() {
        return service;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        wire.opened(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Inbound inbound) {
        if (inbound instanceof Frame frame && frame.body() instanceof RegisterRequest request) {
            service = String.valueOf(request.applicationId());
        }
        if (inbound instanceof Frame frame && frame.body() != null && frame.type() != FrameType.RESPONSE) {
            asked.put(frame.requestId(), frame.body());
        }
        wire.fromClient(this, inbound);
    }

    /** What the client asked that this answers; null if it is no answer. */
    dev.assent.protocol.@Nullable Message question(Frame answer) {
        return asked.get(answer.requestId());
    }

    boolean isOpen() {
        return channel != null && channel.isActive();
    }

    void write(Frame frame) {
        if (channel == null || !channel.isActive()) {
            return;
        }
        ByteBuf out = channel.alloc().buffer();
        try {
            Frames.write(out, frame);
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
        channel.writeAndFlush(out, channel.voidPromise());
    }

    void cut() {
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        log.warn("a connection of {} is closed: {}", service, cause.toString());
        context.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        wire.closed(this);
    }
}
