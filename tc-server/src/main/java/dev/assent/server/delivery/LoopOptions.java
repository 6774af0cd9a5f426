package dev.assent.server.delivery;

import java.time.Duration;

/**
 * How patient the coordinator is.
 *
 * @param settleWait how long the answer to a commit or rollback waits for the branches, before it says that they are
 *     still being told
 * @param answerTimeout how long a resource manager may take to answer before it is told again
 * @param firstRetry pause before a branch is told again; doubles each time, and half of it is drawn by chance
 * @param maxRetry the longest such pause
 * @param quarantineAfter how long a branch may fail, or be without a resource manager, before it counts as parked: the
 *     others go on without it
 * @param window how many branches one connection is told of at a time
 */
public record LoopOptions(
        Duration settleWait,
        Duration answerTimeout,
        Duration firstRetry,
        Duration maxRetry,
        Duration quarantineAfter,
        int window) {
    public static LoopOptions defaults() {
        return new LoopOptions(
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofMillis(100),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                512);
    }

    public LoopOptions withSettleWait(Duration wait) {
        return new LoopOptions(wait, answerTimeout, firstRetry, maxRetry, quarantineAfter, window);
    }

    public LoopOptions withMaxRetry(Duration pause) {
        return new LoopOptions(settleWait, answerTimeout, firstRetry, pause, quarantineAfter, window);
    }

    public LoopOptions withQuarantineAfter(Duration time) {
        return new LoopOptions(settleWait, answerTimeout, firstRetry, maxRetry, time, window);
    }
}
