package dev.assent.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.protocol.Frame;
import dev.assent.protocol.Frames;
import dev.assent.protocol.Inbound;
import dev.assent.protocol.Message;
import dev.assent.protocol.RegisterTMRequest;
import dev.assent.protocol.RegisterTMResponse;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Objects;

/** A client of plain, blocking bytes. */
public final class SocketPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final ByteBuf received = Unpooled.buffer();
    private int requestId;

    public SocketPeer(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    public SocketPeer registers(String application) throws IOException {
        Frame answer = ask(new RegisterTMRequest("1.8.0", application, "group", null));
        assertThat(answer.body()).isInstanceOf(RegisterTMResponse.class);
        return this;
    }

    public Frame ask(Message request) throws IOException {
        requestId++;
        sends(bytes(Frame.request(requestId, request)));
        Frame answer = reads();
        assertThat(answer.requestId()).isEqualTo(requestId);
        return answer;
    }

    public <M extends Message> M ask(Message request, Class<M> type) throws IOException {
        return type.cast(Objects.requireNonNull(ask(request).body()));
    }

    public void sends(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** The next frame; waits for it. */
    public Frame reads() throws IOException {
        Inbound frame = Frames.read(received, Frames.MAX_FRAME_BYTES);
        while (frame == null) {
            byte[] more = new byte[4096];
            int length = socket.getInputStream().read(more);
            assertThat(length).as("the connection is open").isPositive();
            received.writeBytes(more, 0, length);
            frame = Frames.read(received, Frames.MAX_FRAME_BYTES);
        }
        return (Frame) frame;
    }

    public void expectClosed() throws IOException {
        try {
            assertThat(socket.getInputStream().read())
                    .as("end of the connection")
                    .isEqualTo(-1);
        } catch (SocketException e) {
            assertThat(e).hasMessageContaining("reset"); // there were bytes it had not read
        }
    }

    /** Without waiting. */
    boolean isClosedByNow() throws IOException {
        socket.setSoTimeout(1);
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    public static byte[] bytes(Frame frame) {
        ByteBuf out = Unpooled.buffer();
        Frames.write(out, frame);
        return ByteBufUtil.getBytes(out);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
