package dev.assent.server.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.server.edge.Watchdog.Watched;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rounds are made by hand: none of this depends on how long anything takes. */
@Timeout(60)
class WatchdogTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Watchdog over(Watched one) {
        return new Watchdog(List.of(one), Duration.ofSeconds(30), failures::add);
    }

    private static void rounds(Watchdog watchdog, int count) {
        IntStream.range(0, count).forEach(round -> watchdog.look());
    }

    @Test
    void aThreadThatTakesItsTasksIsAlive() {
        rounds(over(new Watched("x", Runnable::run)), 100);
        assertThat(failures).isEmpty();
    }

    @Test
    void aThreadThatTakesNoneForTheWholeLimitHangs() throws Exception {
        Watchdog watchdog = over(new Watched("assent-loop", worker));
        watchdog.look();
        worker.submit(() -> {}).get();
        watchdog.look();
        worker.submit(() -> {}).get();
        worker.execute(this::standStill);
        blocked.await();
        rounds(watchdog, 29);
        assertThat(failures).isEmpty();
        rounds(watchdog, 2);
        assertThat(failures)
                .singleElement()
                .asString()
                .contains("ASN-3551", "assent-loop", "30000 ms", "standStill")
                .doesNotContain("\n");
        assertThat(failures.get(0).getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("standStill"));
    }

    @Test
    void aForceOfTheDiskHasALimitOfItsOwn() throws Exception {
        Watchdog watchdog = over(new Watched("assent-journal", worker));
        watchdog.look();
        worker.submit(() -> {}).get();
        worker.execute(this::force);
        blocked.await();
        rounds(watchdog, 100);
        assertThat(failures).isEmpty();
    }

    @Test
    void aThreadThatNeverBeganToWorkHangs() {
        rounds(over(new Watched("assent-net", task -> {})), 31);
        assertThat(failures).singleElement().asString().contains("ASN-3551", "no method");
    }

    @Test
    void theLoopsThreadIsWatched() {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        LoopThread threads = new LoopThread(failure::complete, Duration.ofMillis(300));
        threads.run(this::standStill);
        assertThat(failure.join()).hasMessageContainingAll("ASN-3551", "assent-loop", "standStill");
        released.countDown();
        threads.close();
    }

    @Test
    void theJournalsThreadIsWatched() {
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        LoopThread threads = new LoopThread(failure::complete, Duration.ofMillis(300));
        threads.io(this::standStill);
        assertThat(failure.join()).hasMessageContainingAll("ASN-3551", "assent-journal", "standStill");
        released.countDown();
        threads.close();
    }

    private void standStill() {
        blocked.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void force() {
        standStill();
    }

    @AfterEach
    void end() {
        released.countDown();
        worker.shutdown();
    }
}
