package dev.assent.server.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LoopThreadTest {
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final LoopThread threads = new LoopThread(failures::add, LoopThread.HANG_LIMIT);

    @Test
    void tasksRunInTheOrderTheyWereGivenAndNoneIsLostAtTheEnd() {
        List<Integer> ran = new ArrayList<>();
        IntStream.range(0, 10_000).forEach(i -> threads.run(() -> ran.add(i)));
        threads.close();
        assertThat(ran).isEqualTo(IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void tasksOfTheJournalRunInOrderAndBeforeTheEnd() {
        List<Integer> ran = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(i -> threads.io(() -> ran.add(i)));
        threads.background(() -> threads.io(() -> ran.add(-1)));
        threads.close();
        assertThat(ran).hasSize(1_001).contains(-1);
        ran.remove(Integer.valueOf(-1));
        assertThat(ran).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void aTaskMayGiveAnotherWhichRunsBehindWhatWaits() throws Exception {
        List<String> ran = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        threads.run(() -> {
            threads.run(() -> {
                ran.add("first");
                threads.run(() -> {
                    ran.add("third");
                    done.countDown();
                });
            });
            threads.run(() -> ran.add("second"));
        });
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ran).containsExactly("first", "second", "third");
        threads.close();
    }

    @Test
    void timersRingInTheOrderOfTheirTimesAndNeverEarly() throws Exception {
        List<Integer> rang = new CopyOnWriteArrayList<>();
        List<Long> early = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(4);
        threads.run(() -> {
            long start = System.nanoTime();
            for (int millis : new int[] {30, 10, 20, 10}) {
                threads.after(Duration.ofMillis(millis), () -> {
                    long waited = System.nanoTime() - start;
                    if (waited < millis * 1_000_000L) {
                        early.add(waited);
                    }
                    rang.add(millis);
                    done.countDown();
                });
            }
        });
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(rang).containsExactly(10, 10, 20, 30);
        assertThat(early).isEmpty();
        threads.close();
    }

    @Test
    void timersThatHaveNotRungDoNotKeepItAlive() {
        threads.run(() -> threads.after(Duration.ofHours(1), () -> failures.add(new AssertionError("rang"))));
        threads.close();
        assertThat(failures).isEmpty();
    }

    @Test
    void theFirstExceptionEndsIt() {
        CompletableFuture<String> later = new CompletableFuture<>();
        IllegalStateException wrong = new IllegalStateException("wrong");
        threads.run(() -> {
            throw wrong;
        });
        threads.run(() -> later.complete("ran"));
        threads.close();
        assertThat(failures).containsExactly(wrong);
        assertThat(later).isNotDone();
    }

    @Test
    void aTaskOfTheBackgroundThatThrowsIsAFailure() {
        OutOfMemoryError wrong = new OutOfMemoryError("thrown by this test");
        threads.background(() -> {
            throw wrong;
        });
        threads.close();
        assertThat(failures).containsExactly(wrong);
    }

    /** The build runs this class on two settings: with the cores of the machine, and with eight. */
    @Test
    void connectionsHaveThreadsOfTheirOwnFromEightCoresOn() throws Exception {
        CompletableFuture<Thread> loop = new CompletableFuture<>();
        threads.run(() -> loop.complete(Thread.currentThread()));
        Thread connection = threads.connections().submit(Thread::currentThread).get(30, TimeUnit.SECONDS);
        assertThat(connection != loop.get(30, TimeUnit.SECONDS))
                .isEqualTo(Runtime.getRuntime().availableProcessors() >= 8);
        threads.close();
    }

    /** Netty ends a thread for an Error of its own code, and only logs it. */
    @Test
    void aThreadThatEndsByItselfIsAFailure() {
        threads.connections().shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
        await().untilAsserted(() -> assertThat(failures) // among others: the watchdog finds no thread to ask
                .anySatisfy(why -> assertThat(why).asString().contains("ASN-3552", "assent-")));
    }

    @Test
    void threadsThatAreClosedMayEnd() {
        threads.run(() -> {});
        threads.close();
        assertThat(failures).isEmpty();
    }
}
