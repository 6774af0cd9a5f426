package dev.assent.demo.run;

import dev.assent.demo.coordinator.Coordinator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** One kill of the coordinator and its restart in the background. */
final class Outage implements Plug {
    private final Coordinator coordinator;
    private final Consumer<String> news;
    private final CompletableFuture<Duration> lasted = new CompletableFuture<>();
    private volatile long start;

    Outage(Coordinator coordinator, Consumer<String> news) {
        this.coordinator = coordinator;
        this.news = news;
    }

    @Override
    public void pull() {
        start = System.nanoTime();
        long pid = coordinator.pid();
        coordinator.kill();
        news.accept("  killed the coordinator, process " + pid + ", with SIGKILL");
    }

    @Override
    public void putBack() {
        Thread restarter = new Thread(this::restart, "coordinator-restart");
        restarter.setDaemon(true);
        restarter.start();
    }

    private void restart() {
        try {
            coordinator.restart();
            news.accept("  the coordinator is back, process " + coordinator.pid());
            lasted.complete(Duration.ofNanos(System.nanoTime() - start));
        } catch (InterruptedException | RuntimeException e) {
            lasted.completeExceptionally(e);
        }
    }

    /** Waits for the restart; zero if there was no kill. */
    Duration lasted() {
        if (start == 0) {
            return Duration.ZERO;
        }
        try {
            return lasted.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
