package dev.assent.demo.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds free ports for servers. They are below the range of ephemeral ports: otherwise a client that keeps connecting
 * to a server that is away could get that port for its own end of the connection, and would be connected to itself.
 */
public final class Ports {
    private static final int FIRST = 12_000;
    private static final int END = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    /** A port that is free at this moment. Another program may take it before the caller does. */
    public static int free() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException e) {
                // taken: draw again
            }
        }
        throw DemoErrors.noPort(TRIES);
    }
}
