package dev.assent.server.edge;

import dev.assent.model.AssentException;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Frames;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection's frames on their way out. They become bytes only while the client takes them: until then they are held
 * as they are, which costs little, since what is long in them is held by the state as well. Lives on the connection's
 * thread.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection, and that is heard of
final class Outbox extends ChannelInboundHandlerAdapter {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final int BYTES_AT_ONCE = 64 << 10;

    private final UnsentBudget budget;
    private final Consumer<Throwable> failure;
    private final Queue<Frame> waiting = new ArrayDeque<>();
    private boolean last;

    Outbox(UnsentBudget budget, Consumer<Throwable> failure) {
        this.budget = budget;
        this.failure = failure;
    }

    void send(Channel channel, List<Frame> frames) {
        if (channel.isOpen()) {
            waiting.addAll(frames);
            write(channel);
        }
    }

    /** Closes the connection behind what was sent. */
    void end(Channel channel) {
        last = true;
        write(channel);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
        Channel channel = context.channel();
        if (channel.isWritable()) {
            budget.flows(channel);
            write(channel);
        } else {
            budget.stalls(channel);
        }
        super.channelWritabilityChanged(context);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        waiting.clear();
        budget.flows(context.channel());
        super.channelInactive(context);
    }

    private void write(Channel channel) {
        try {
            while (!waiting.isEmpty() && channel.isWritable()) {
                writeSome(channel);
            }
            if (last && waiting.isEmpty()) {
                channel.writeAndFlush(channel.alloc().buffer(0, 0)).addListener(ChannelFutureListener.CLOSE);
            }
        } catch (AssentException e) {
            waiting.clear();
            log.error("connection to {} closed: {}", channel.remoteAddress(), e.getMessage());
            channel.close();
        } catch (Error e) {
            failure.accept(e); // Netty would only log it
            throw e;
        }
    }

    private void writeSome(Channel channel) {
        ByteBuf bytes = channel.alloc().buffer();
        boolean done = false;
        try {
            for (Frame frame = waiting.poll(); frame != null; frame = more(bytes)) {
                Frames.write(bytes, frame);
            }
            done = true;
        } finally {
            if (!done) {
                bytes.release();
            }
        }
        int length = bytes.readableBytes();
        budget.leaves(length);
        channel.writeAndFlush(bytes).addListener(sent -> budget.sent(length));
    }

    private @Nullable Frame more(ByteBuf bytes) {
        return bytes.readableBytes() < BYTES_AT_ONCE ? waiting.poll() : null;
    }
}
