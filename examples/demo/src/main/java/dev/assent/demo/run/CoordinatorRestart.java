package dev.assent.demo.run;

import dev.assent.demo.coordinator.Coordinator;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Kills the coordinator's process and restarts it in the background, and measures how long it was away. */
final class CoordinatorRestart implements KillableCoordinator {
    private final Coordinator coordinator;
    private final Consumer<String> news;
    private final CompletableFuture<Duration> lasted = new CompletableFuture<>();
    private volatile long start;

    CoordinatorRestart(Coordinator coordinator, Consumer<String> news) {
        this.coordinator = coordinator;
        this.news = news;
    }

    @Override
    public void kill() {
        start = System.nanoTime();
        long pid = coordinator.pid();
        coordinator.kill();
        news.accept("  killed the coordinator, process " + pid + ", with SIGKILL");
    }

    @Override
    public void restart() {
        Thread restarter = new Thread(this::restartAndMeasure, "coordinator-restart");
        restarter.setDaemon(true);
        restarter.start();
    }

    private void restartAndMeasure() {
        try {
            coordinator.restart();
            news.accept("  the coordinator is back, process " + coordinator.pid());
            lasted.complete(Duration.ofNanos(System.nanoTime() - start));
        } catch (InterruptedException | RuntimeException e) {
            lasted.completeExceptionally(e);
        }
    }

    /**
     * Waits for the restart. @return the time from the kill until the coordinator was ready again; zero without a kill
     */
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
