package dev.assent.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.protocol.Frame;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.server.limit.ClientLimits;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReceiverTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final OutOfMemoryError wrong = new OutOfMemoryError("thrown by this test");

    private EmbeddedChannel channel() {
        Outbox outbox = new Outbox(new UnsentBudget(Long.MAX_VALUE, () -> 0), failures::add);
        ReceiveLimits limits = ReceiveLimits.of(ClientLimits.defaults());
        return new EmbeddedChannel(new FrameReceiver(1, new Throwing(), limits, outbox), outbox);
    }

    /** Netty would close this connection and let the process go on. */
    @Test
    void anErrorOnAConnectionsThreadIsAFailureOfTheServer() {
        EmbeddedChannel channel = channel();
        channel.writeInbound(Unpooled.wrappedBuffer(
                SocketPeer.bytes(Frame.request(1, new RegisterTMRequest("1.8.0", "shop", "group", null)))));
        assertThat(failures).containsExactly(wrong);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aCompressedFrameBeforeTheRegistrationIsNotInflated() {
        EmbeddedChannel channel = channel();
        channel.writeInbound(Unpooled.wrappedBuffer(
                SocketPeer.bytes(Frame.request(1, new RegisterTMRequest("1.8.0", "shop", "group", null))
                        .compressed((byte) 1))));
        assertThat(failures).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    private final class Throwing implements FrameListener {
        @Override
        public void opened(ClientConnection connection, String address) {}

        @Override
        public void received(long connection, List<Inbound> frames, Runnable taken) {
            throw wrong;
        }

        @Override
        public void closed(long connection) {}

        @Override
        public void failed(Throwable why) {
            failures.add(why);
        }
    }
}
