package dev.assent.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.protocol.Frame;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.RegisterTMRequest;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameReceiverTest {
    /** Netty would close this connection and let the process go on. */
    @Test
    void anErrorOnAConnectionsThreadIsAFailureOfTheServer() {
        List<Throwable> failures = new ArrayList<>();
        OutOfMemoryError wrong = new OutOfMemoryError("thrown by this test");
        EmbeddedChannel channel = new EmbeddedChannel(new FrameReceiver(1, new FrameReceiver.Listener() {
            @Override
            public void opened(long connection, Channel opened, String address) {}

            @Override
            public void received(long connection, List<Inbound> frames) {
                throw wrong;
            }

            @Override
            public void closed(long connection) {}

            @Override
            public void failed(Throwable why) {
                failures.add(why);
            }
        }));
        channel.writeInbound(Unpooled.wrappedBuffer(
                SocketPeer.bytes(Frame.request(1, new RegisterTMRequest("1.8.0", "shop", "group", null)))));
        assertThat(failures).containsExactly(wrong);
        assertThat(channel.isOpen()).isFalse();
    }
}
