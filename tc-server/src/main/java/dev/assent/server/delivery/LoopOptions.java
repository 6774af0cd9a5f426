package dev.assent.server.delivery;

import java.time.Duration;

/** How patient the coordinator is. */
public final class LoopOptions {
    private final Builder set;

    private LoopOptions(Builder set) {
        this.set = set;
    }

    public static LoopOptions defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        return new Builder(set);
    }

    public Duration settleWait() {
        return set.settleWait;
    }

    Duration answerTimeout() {
        return set.answerTimeout;
    }

    public Duration maxRetry() {
        return set.maxRetry;
    }

    public Duration parkAfter() {
        return set.parkAfter;
    }

    int window() {
        return set.window;
    }

    /** Whether the requests of Seata's clients take their turn in the queue for rows; default false. */
    public boolean queuesPolls() {
        return set.queuesPolls;
    }

    Duration longestPatience() {
        return set.longestPatience;
    }

    public static final class Builder {
        private Duration settleWait = Duration.ofSeconds(10);
        private Duration answerTimeout = Duration.ofSeconds(15);
        private Duration maxRetry = Duration.ofSeconds(10);
        private Duration parkAfter = Duration.ofMinutes(1);
        private int window = 512;
        private Duration longestPatience = Duration.ofMinutes(10);
        private boolean queuesPolls;

        private Builder() {}

        private Builder(Builder other) {
            settleWait = other.settleWait;
            answerTimeout = other.answerTimeout;
            maxRetry = other.maxRetry;
            parkAfter = other.parkAfter;
            window = other.window;
            longestPatience = other.longestPatience;
            queuesPolls = other.queuesPolls;
        }

        /**
         * How long the answer to a commit or rollback waits for the branches, before it says that they are not finished
         * yet; default 10 s.
         */
        public Builder settleWait(Duration wait) {
            settleWait = wait;
            return this;
        }

        /**
         * How long a resource manager may take to answer a first call, default 15 s; the patience doubles with each
         * call that is not answered in time.
         */
        public Builder answerTimeout(Duration timeout) {
            answerTimeout = timeout;
            return this;
        }

        /** The pause before a branch is called again doubles from 100 ms up to this; default 10 s. */
        public Builder maxRetry(Duration pause) {
            maxRetry = pause;
            return this;
        }

        /**
         * How long a branch may fail, or be without a resource manager, before it counts as parked and the others go on
         * without it; default 1 min.
         */
        public Builder parkAfter(Duration time) {
            parkAfter = time;
            return this;
        }

        /** How many calls one connection has out at a time; default 512. */
        public Builder window(int calls) {
            window = calls;
            return this;
        }

        /**
         * The longest patience with one call; and how long a call may stay unanswered, where no other connection can be
         * called, before its connection is closed; default 10 min.
         */
        public Builder longestPatience(Duration patience) {
            longestPatience = patience;
            return this;
        }

        /**
         * Whether the requests of Seata's clients, which are answered at once and ask again, take their turn in the queue for
         * rows; default false: they get a row whenever it is free.
         */
        public Builder queuesPolls(boolean queue) {
            queuesPolls = queue;
            return this;
        }

        public LoopOptions build() {
            return new LoopOptions(new Builder(this));
        }
    }
}
