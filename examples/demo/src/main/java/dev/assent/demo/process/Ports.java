package dev.assent.demo.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports for servers. Drawn from below the range the system takes outgoing ports from: a client that calls again and
 * again for a server that is away could otherwise be given that very port for its own end, and be connected to itself.
 */
public final class Ports {
    private static final int FIRST = 12_000;
    private static final int END = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    /** Free at this moment; whoever takes it must be ready to find it taken. */
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
