package dev.assent.shop;

import java.util.List;
import java.util.Locale;

/** The processes of the shop. */
enum Part {
    COORDINATOR(8091),
    ACCOUNTS(8082),
    STOCK(8081),
    ORDERS(8080);

    /** The services, each of which has a database. */
    static final List<Part> SERVICES = List.of(ACCOUNTS, STOCK, ORDERS);

    private final int usualPort;

    Part(int usualPort) {
        this.usualPort = usualPort;
    }

    int usualPort() {
        return usualPort;
    }

    /** The main class of a service. */
    String main() {
        String name = toString();
        return "com.example.shop." + name + '.' + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
                + "Application";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
