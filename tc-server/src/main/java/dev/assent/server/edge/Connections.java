package dev.assent.server.edge;

import dev.assent.model.AssentException;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Frames;
import dev.assent.server.port.Network;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Frames on their way out. What the loop sends between two flushes travels as one task and one buffer per connection.
 * Lives on the loop's thread, but for the writing itself.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails closes the connection, and that is heard of
final class Connections implements Network {
    private static final Logger log = LoggerFactory.getLogger(Connections.class);

    private final Map<Long, Out> open = new LinkedHashMap<>();
    private final List<Out> touched = new ArrayList<>();
    private final Consumer<Throwable> failure;

    /** @param failure hears of an Error while frames are written */
    Connections(Consumer<Throwable> failure) {
        this.failure = failure;
    }

    void opened(long connection, Channel channel) {
        open.put(connection, new Out(channel));
    }

    void closed(long connection) {
        open.remove(connection);
    }

    @Override
    public void send(long connection, Frame frame) {
        Out out = open.get(connection);
        if (out != null) {
            if (out.frames.isEmpty()) {
                touched.add(out);
            }
            out.frames.add(frame);
        }
    }

    @Override
    public void flush() {
        for (Out out : touched) {
            List<Frame> frames = out.frames;
            out.frames = new ArrayList<>();
            if (out.channel.eventLoop().inEventLoop()) {
                write(out.channel, frames);
            } else {
                out.channel.eventLoop().execute(() -> write(out.channel, frames));
            }
        }
        touched.clear();
    }

    @Override
    public void close(long connection) {
        Out out = open.remove(connection);
        if (out != null) {
            flush();
            out.channel
                    .eventLoop()
                    .execute(() -> out.channel
                            .writeAndFlush(out.channel.alloc().buffer(0, 0))
                            .addListener(ChannelFutureListener.CLOSE));
        }
    }

    private void write(Channel channel, List<Frame> frames) {
        try {
            writeAll(channel, frames);
        } catch (Error e) {
            failure.accept(e); // Netty would only log it
            throw e;
        }
    }

    private static void writeAll(Channel channel, List<Frame> frames) {
        ByteBuf bytes = channel.alloc().buffer();
        try {
            for (Frame frame : frames) {
                Frames.write(bytes, frame);
            }
        } catch (AssentException e) {
            bytes.release();
            log.error("connection to {} closed: {}", channel.remoteAddress(), e.getMessage());
            channel.close();
            return;
        }
        channel.writeAndFlush(bytes, channel.voidPromise());
    }

    private static final class Out {
        private final Channel channel;
        private List<Frame> frames = new ArrayList<>();

        Out(Channel channel) {
            this.channel = channel;
        }
    }
}
