package dev.assent.server.edge;

import dev.assent.protocol.BatchResultMessage;
import dev.assent.protocol.Frame;
import dev.assent.protocol.FrameType;
import dev.assent.protocol.MergeResultMessage;
import dev.assent.server.port.Network;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Frames on their way out. What the loop sends between two flushes travels as one task and one buffer per connection.
 * Lives on the loop's thread.
 */
final class Connections implements Network {
    private final Map<Long, Out> open = new LinkedHashMap<>();
    private final List<Out> touched = new ArrayList<>();

    void opened(ClientConnection connection) {
        open.put(connection.number(), new Out(connection));
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
            if (frame.type() == FrameType.RESPONSE) {
                out.connection.window().answered(answers(frame));
            }
        }
    }

    /** As many as the requests it answers. */
    private static int answers(Frame frame) {
        if (frame.body() instanceof MergeResultMessage merge) {
            return Math.max(1, merge.msgs().size());
        }
        return frame.body() instanceof BatchResultMessage batch
                ? Math.max(1, batch.resultMessages().size())
                : 1;
    }

    @Override
    public void flush() {
        for (Out out : touched) {
            List<Frame> frames = out.frames;
            out.frames = new ArrayList<>();
            Channel channel = out.connection.channel();
            if (channel.eventLoop().inEventLoop()) {
                out.connection.outbox().send(channel, frames);
            } else {
                channel.eventLoop().execute(() -> out.connection.outbox().send(channel, frames));
            }
        }
        touched.clear();
    }

    @Override
    public void close(long connection) {
        Out out = open.remove(connection);
        if (out != null) {
            flush();
            Channel channel = out.connection.channel();
            channel.eventLoop().execute(() -> out.connection.outbox().end(channel));
        }
    }

    private static final class Out {
        private final ClientConnection connection;
        private List<Frame> frames = new ArrayList<>();

        Out(ClientConnection connection) {
            this.connection = connection;
        }
    }
}
