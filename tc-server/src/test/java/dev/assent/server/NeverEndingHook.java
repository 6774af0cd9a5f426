package dev.assent.server;

import java.util.concurrent.CountDownLatch;

/** {@code assent server} in a process that never ends its shutdown by itself. */
public final class NeverEndingHook {
    private NeverEndingHook() {}

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(NeverEndingHook::waitForEver));
        AssentServer.main(args);
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
