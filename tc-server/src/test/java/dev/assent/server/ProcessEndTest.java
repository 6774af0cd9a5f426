package dev.assent.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the process depends on nothing that may have failed: not on the log, not on what the log needs. */
@Timeout(60)
class ProcessEndTest {
    private final CompletableFuture<Integer> code = new CompletableFuture<>();
    private final Throwable why = new IllegalStateException("the disk failed");

    @Test
    void itIsReportedFirst() {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        ProcessEnd.of(reported::complete, exit -> code.complete(reported.isDone() ? exit : -1))
                .accept(why);
        assertThat(code).isCompletedWithValue(3);
        assertThat(reported).isCompletedWithValue(why);
    }

    @Test
    void aReportThatThrowsDoesNotStopIt() {
        ProcessEnd.of(
                        cause -> {
                            throw new OutOfMemoryError("thrown by this test");
                        },
                        code::complete)
                .accept(why);
        assertThat(code).isCompletedWithValue(3);
    }

    @Test
    void aReportThatHangsDoesNotStopIt() {
        CountDownLatch never = new CountDownLatch(1);
        ProcessEnd.of(cause -> await(never), code::complete).accept(why);
        assertThat(code).isCompletedWithValue(3);
        never.countDown();
    }

    @Test
    void aLimitThatIsOverEndsIt() {
        CompletableFuture<Throwable> reported = new CompletableFuture<>();
        ProcessEnd end = ProcessEnd.of(reported::complete, code::complete);
        end.limit(Duration.ofMillis(1), why).run();
        assertThat(code.join()).isEqualTo(3);
        assertThat(reported).isCompletedWithValue(why);
    }

    @Test
    void aLimitThatNobodyStartedEndsNothing() {
        ProcessEnd end = ProcessEnd.of(cause -> {}, code::complete);
        end.limit(Duration.ofMillis(1), why);
        CompletableFuture<Integer> other = new CompletableFuture<>();
        ProcessEnd.of(cause -> {}, other::complete)
                .limit(Duration.ofMillis(20), why)
                .run();
        other.join();
        assertThat(code).isNotDone();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
