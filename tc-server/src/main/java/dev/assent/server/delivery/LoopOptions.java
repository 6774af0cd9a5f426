package dev.assent.server.delivery;

import java.time.Duration;

/**
 * How patient the coordinator is.
 *
 * @param settleWait how long the answer to a commit or rollback waits for the branches, before it says that they are
 *     not finished yet
 * @param answerTimeout how long a resource manager may take to answer a first call; the patience doubles with each call that is not answered in time
 * @param firstRetry pause before a branch is called again; doubles each time, and half of it is drawn by chance
 * @param maxRetry the longest such pause
 * @param parkAfter how long a branch may fail, or be without a resource manager, before it counts as parked: the
 *     others go on without it
 * @param window how many calls one connection has out at a time
 * @param longestPatience for one call, and how long a call may stay unanswered, where no other connection can be
 *     called, before its connection is closed
 */
public record LoopOptions(
        Duration settleWait,
        Duration answerTimeout,
        Duration firstRetry,
        Duration maxRetry,
        Duration parkAfter,
        int window,
        Duration longestPatience) {
    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(10);

    public LoopOptions(
            Duration settleWait,
            Duration answerTimeout,
            Duration firstRetry,
            Duration maxRetry,
            Duration parkAfter,
            int window) {
        this(settleWait, answerTimeout, firstRetry, maxRetry, parkAfter, window, LONGEST_PATIENCE);
    }

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
        return new LoopOptions(wait, answerTimeout, firstRetry, maxRetry, parkAfter, window, longestPatience);
    }

    public LoopOptions withMaxRetry(Duration pause) {
        return new LoopOptions(settleWait, answerTimeout, firstRetry, pause, parkAfter, window, longestPatience);
    }

    public LoopOptions withParkAfter(Duration time) {
        return new LoopOptions(settleWait, answerTimeout, firstRetry, maxRetry, time, window, longestPatience);
    }
}
