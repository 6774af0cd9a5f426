package dev.assent.shop;

import dev.assent.demo.process.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** The port of each process, and of the coordinator's admin API. */
record ShopPorts(Map<Part, Integer> ports, int admin) {
    private static final int USUAL_ADMIN = 7091;

    /** The usual ports, and a free one in place of each that another program has. */
    static ShopPorts usual() {
        return choose(usual -> isFree(usual) ? usual : Ports.free());
    }

    /** Any free ports. */
    static ShopPorts free() {
        return choose(usual -> Ports.free());
    }

    private static ShopPorts choose(IntUnaryOperator choice) {
        Map<Part, Integer> chosen = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            chosen.put(part, choice.applyAsInt(part.usualPort()));
        }
        return new ShopPorts(Map.copyOf(chosen), choice.applyAsInt(USUAL_ADMIN));
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort() == port;
        } catch (IOException e) {
            return false; // taken
        }
    }

    int of(Part part) {
        return ports.getOrDefault(part, part.usualPort());
    }

    /** {@code host:port} of the coordinator for its clients. */
    String coordinator() {
        return "127.0.0.1:" + of(Part.COORDINATOR);
    }

    /** Where the coordinator's admin API is, as {@code --server} of {@code ./assent tx} takes it. */
    String adminApi() {
        return "127.0.0.1:" + admin;
    }

    String url(Part service) {
        return "http://127.0.0.1:" + of(service);
    }
}
