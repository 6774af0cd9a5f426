package dev.assent.crash;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;

/**
 * A wire between a client and the coordinator that sees every frame pass and can lose one. What it loses, and all that
 * would follow on that connection, never arrives.
 */
final class Wire implements AutoCloseable {
    private static final int HEADER_BYTES = 16;
    private static final int LENGTH_AT = 3;
    private static final int HEAD_LENGTH_AT = 7;
    private static final int NO_MESSAGE = -1;

    private final ServerSocket server;
    private final int coordinatorPort;
    private final IntPredicate loses;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Wire(ServerSocket server, int coordinatorPort, IntPredicate loses) {
        this.server = server;
        this.coordinatorPort = coordinatorPort;
        this.loses = loses;
    }

    /** @param loses by the number of the message's type; asked before it is passed on */
    static Wire to(String coordinator, IntPredicate loses) throws IOException {
        int port = Integer.parseInt(coordinator.substring(coordinator.lastIndexOf(':') + 1));
        Wire wire = new Wire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port, loses);
        start(wire::accept);
        return wire;
    }

    /** {@code host:port} for clients. */
    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                start(() -> connect(client));
            }
        } catch (IOException e) {
            // closed: the test is over
        }
    }

    private void connect(Socket client) {
        try {
            Socket coordinator = new Socket(InetAddress.getLoopbackAddress(), coordinatorPort);
            open.add(coordinator);
            start(() -> pump(client, coordinator));
            pump(coordinator, client);
        } catch (IOException e) {
            hangUp(client); // the coordinator is away: the client will dial again
        }
    }

    /** Until one side is gone; then both are. */
    private void pump(Socket from, Socket to) {
        try {
            DataInputStream in = new DataInputStream(from.getInputStream());
            OutputStream out = to.getOutputStream();
            while (true) {
                byte[] frame = frame(in);
                if (loses.test(type(frame))) {
                    return;
                }
                out.write(frame);
                out.flush();
            }
        } catch (IOException e) {
            // one side has hung up
        } finally {
            hangUp(from);
            hangUp(to);
        }
    }

    private static byte[] frame(DataInputStream in) throws IOException {
        byte[] header = new byte[HEADER_BYTES];
        in.readFully(header);
        int length = ByteBuffer.wrap(header).getInt(LENGTH_AT);
        if (length < HEADER_BYTES) {
            throw new EOFException("not a frame");
        }
        byte[] frame = new byte[length];
        System.arraycopy(header, 0, frame, 0, HEADER_BYTES);
        in.readFully(frame, HEADER_BYTES, length - HEADER_BYTES);
        return frame;
    }

    private static int type(byte[] frame) {
        int body = ByteBuffer.wrap(frame).getShort(HEAD_LENGTH_AT);
        return body + 2 <= frame.length ? ByteBuffer.wrap(frame).getShort(body) : NO_MESSAGE;
    }

    private void hangUp(Socket socket) {
        open.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone anyway
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Set.copyOf(open).forEach(this::hangUp);
    }
}
