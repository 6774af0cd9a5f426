package dev.assent.chaos.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.chaos.plan.ConnectionFault;
import dev.assent.chaos.plan.ConnectionFault.Act;
import dev.assent.chaos.plan.ProcessRole;
import dev.assent.protocol.Frame;
import dev.assent.protocol.Frames;
import dev.assent.protocol.GlobalCommitRequest;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.MessageType;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client and a server talk through a relay, over real sockets. */
final class RelayTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final MessageType COMMIT = MessageType.GLOBAL_COMMIT_REQUEST;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Queue<ConnectionFault> happened = new ConcurrentLinkedQueue<>();
    private final ServerSocket listening;
    private final Relay relay;
    private Socket client = new Socket();
    private Socket server = new Socket();

    RelayTest() throws IOException {
        listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        relay = Relay.ofFrames(loops.next(), listening.getLocalPort(), new ArmedFaults(happened::add));
    }

    @BeforeEach
    void connect() throws IOException {
        client = new Socket(InetAddress.getLoopbackAddress(), relay.port());
        server = listening.accept();
        client.setSoTimeout(PATIENCE_MILLIS);
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        server.close();
        listening.close();
        relay.close();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void passesBothWays() throws IOException {
        send(client, ping(), commit());
        assertThat(receive(server)).isEqualTo(ping());
        assertThat(receive(server)).isEqualTo(commit());
        send(server, ping());
        assertThat(receive(client)).isEqualTo(ping());
    }

    @Test
    void cutBeforeLosesTheMessage() throws IOException {
        arm(Act.CUT_BEFORE, Duration.ZERO);
        send(client, ping(), commit());
        assertThat(receive(server)).isEqualTo(ping());
        assertEnd(server);
        assertEnd(client);
        assertThat(happened).hasSize(1);
    }

    @Test
    void cutWithinBringsHalf() throws IOException {
        arm(Act.CUT_WITHIN, Duration.ZERO);
        send(client, commit());
        assertThat(server.getInputStream().readAllBytes()).hasSize(bytes(commit()).length / 2);
    }

    @Test
    void cutAfterBringsTheMessageAndNoMore() throws IOException {
        arm(Act.CUT_AFTER, Duration.ZERO);
        send(client, commit(), ping());
        assertThat(server.getInputStream().readAllBytes()).isEqualTo(bytes(commit()));
    }

    @Test
    void aDelayKeepsTheOrderAndTheOtherDirection() throws IOException {
        arm(Act.DELAY, Duration.ofMillis(300));
        send(client, commit(), ping());
        send(server, ping());
        assertThat(receive(client)).isEqualTo(ping());
        assertThat(receive(server)).isEqualTo(commit());
        assertThat(receive(server)).isEqualTo(ping());
    }

    @Test
    void aStallSilencesOneDirectionAndEnds() throws IOException {
        arm(Act.STALL, Duration.ofMillis(500));
        send(client, commit(), ping());
        send(server, ping());
        assertThat(receive(client)).isEqualTo(ping());
        assertEnd(server);
        assertEnd(client);
    }

    @Test
    void cutsAllAndLeadsNowhere() throws IOException {
        send(client, ping());
        assertThat(receive(server)).isEqualTo(ping());
        assertThat(relay.cut()).isEqualTo(1);
        assertEnd(client);
        assertEnd(server);
        relay.refuseConnections();
        try (Socket again = new Socket(InetAddress.getLoopbackAddress(), relay.port())) {
            again.setSoTimeout(PATIENCE_MILLIS);
            assertEnd(again);
        }
    }

    @Test
    void whatIsNoFrameEndsTheConnection() throws IOException {
        client.getOutputStream().write("GET / HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertEnd(server);
    }

    private void arm(Act act, Duration lasts) {
        relay.arm(new ConnectionFault(0, ProcessRole.SHOP_1, act, Optional.of(COMMIT), lasts));
    }

    private static Frame ping() {
        return Frame.ping(1);
    }

    private static Frame commit() {
        return Frame.request(2, new GlobalCommitRequest("127.0.0.1:8091:7", null));
    }

    private static byte[] bytes(Frame... frames) {
        ByteBuf buffer = Unpooled.buffer();
        List.of(frames).forEach(frame -> Frames.write(buffer, frame));
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    private static void send(Socket socket, Frame... frames) throws IOException {
        socket.getOutputStream().write(bytes(frames));
    }

    /** As many bytes as it takes, and no more. */
    private static Inbound receive(Socket socket) throws IOException {
        ByteBuf received = Unpooled.buffer();
        while (true) {
            int next = socket.getInputStream().read();
            assertThat(next).as("a byte of a frame").isNotNegative();
            received.writeByte(next);
            Inbound frame = Frames.read(received, Frames.MAX_FRAME_BYTES);
            if (frame != null) {
                return frame;
            }
        }
    }

    private static void assertEnd(Socket socket) throws IOException {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }
}
