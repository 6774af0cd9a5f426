package dev.assent.server.config;

/**
 * Where the admin API listens.
 *
 * @param on whether there is one; an embedded coordinator has none unless it is asked for
 * @param host default 127.0.0.1, since there is no password
 * @param port 0 picks a free one; default 7091
 */
public record AdminOptions(boolean on, String host, int port) {
    public static AdminOptions off() {
        return new AdminOptions(false, "127.0.0.1", 7091);
    }

    public AdminOptions turnedOn() {
        return new AdminOptions(true, host, port);
    }

    public AdminOptions turnedOff() {
        return new AdminOptions(false, host, port);
    }

    public AdminOptions withHost(String value) {
        return new AdminOptions(on, value, port);
    }

    public AdminOptions withPort(int value) {
        return new AdminOptions(true, host, value);
    }
}
