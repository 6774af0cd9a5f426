package dev.assent.client;

import java.time.Duration;

/**
 * How a client finds its coordinator and how long it waits. Made by {@link #to}, with all defaults, or by
 * {@link #builder}; immutable. Times are as precise as a millisecond.
 *
 * <pre>{@code
 * ClientOptions.builder("tc:8091", "order-service").requestTimeout(Duration.ofSeconds(3)).build()
 * }</pre>
 */
public final class ClientOptions {
    private final Builder set;

    private ClientOptions(Builder set) {
        this.set = set;
    }

    /**
     * All defaults.
     *
     * @param coordinator {@code host:port}; an IPv6 address stands in brackets
     * @param applicationId names this service to people, and to the coordinator when it chooses a resource manager
     * @throws dev.assent.model.AssentException.NotAllowed if the address does not look like {@code host:port}
     */
    public static ClientOptions to(String coordinator, String applicationId) {
        return builder(coordinator, applicationId).build();
    }

    /** All defaults, to be changed. The arguments are the arguments of {@link #to}. */
    public static Builder builder(String coordinator, String applicationId) {
        return new Builder(coordinator, applicationId);
    }

    /** A builder that starts with these options. */
    public Builder toBuilder() {
        return new Builder(set);
    }

    String applicationId() {
        return set.applicationId;
    }

    String transactionServiceGroup() {
        return set.transactionServiceGroup;
    }

    Duration requestTimeout() {
        return set.requestTimeout;
    }

    Duration decisionDeadline() {
        return set.decisionDeadline;
    }

    Duration connectTimeout() {
        return set.connectTimeout;
    }

    Duration firstBackoff() {
        return set.firstBackoff;
    }

    Duration maxBackoff() {
        return set.maxBackoff;
    }

    Duration pingAfter() {
        return set.pingAfter;
    }

    Duration silenceLimit() {
        return set.silenceLimit;
    }

    int phaseTwoThreads() {
        return set.phaseTwoThreads;
    }

    int phaseTwoQueue() {
        return set.phaseTwoQueue;
    }

    ClientTime time() {
        return set.time;
    }

    CoordinatorAddress coordinator() {
        return CoordinatorAddress.parse(set.coordinator);
    }

    /** Collects options. Not for several threads. What it has built does not change with it. */
    public static final class Builder {
        private final String coordinator;
        private final String applicationId;
        private String transactionServiceGroup = "default_tx_group";
        private Duration requestTimeout = Duration.ofSeconds(10);
        private Duration decisionDeadline = Duration.ofSeconds(60);
        private Duration connectTimeout = Duration.ofSeconds(3);
        private Duration firstBackoff = Duration.ofMillis(50);
        private Duration maxBackoff = Duration.ofSeconds(2);
        private Duration pingAfter = Duration.ofSeconds(5);
        private Duration silenceLimit = Duration.ofSeconds(15);
        private int phaseTwoThreads = 8;
        private int phaseTwoQueue = 10_000;
        private ClientTime time = ClientTime.system();

        private Builder(String coordinator, String applicationId) {
            this.coordinator = coordinator;
            this.applicationId = applicationId;
        }

        private Builder(Builder other) {
            this(other.coordinator, other.applicationId);
            transactionServiceGroup = other.transactionServiceGroup;
            requestTimeout = other.requestTimeout;
            decisionDeadline = other.decisionDeadline;
            connectTimeout = other.connectTimeout;
            firstBackoff = other.firstBackoff;
            maxBackoff = other.maxBackoff;
            pingAfter = other.pingAfter;
            silenceLimit = other.silenceLimit;
            phaseTwoThreads = other.phaseTwoThreads;
            phaseTwoQueue = other.phaseTwoQueue;
            time = other.time;
        }

        /** Seata's name for a group of clients; default {@code default_tx_group}. */
        public Builder transactionServiceGroup(String group) {
            transactionServiceGroup = group;
            return this;
        }

        /**
         * How long a call may take from the moment it is made, reconnecting included; default 10 s. A commit or rollback is
         * asked again each time so much has passed without an answer.
         */
        public Builder requestTimeout(Duration timeout) {
            requestTimeout = timeout;
            return this;
        }

        /** How long commit and rollback find out what became of them before the outcome is unknown; default 60 s. */
        public Builder decisionDeadline(Duration deadline) {
            decisionDeadline = deadline;
            return this;
        }

        /** For one attempt to connect, and once more to register; default 3 s. */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = timeout;
            return this;
        }

        /**
         * The pause before the first attempt to connect again, default 50 ms, which doubles with each attempt, less up to
         * half of it by chance; and the longest pause, default 2 s.
         */
        public Builder backoff(Duration first, Duration max) {
            firstBackoff = first;
            maxBackoff = max;
            return this;
        }

        /**
         * After how long without a write the connection is pinged, default 5 s; and after how long without a read it is
         * dropped, default 15 s.
         */
        public Builder heartbeat(Duration ping, Duration silence) {
            pingAfter = ping;
            silenceLimit = silence;
            return this;
        }

        /**
         * How many branches are committed or rolled back at the same time, default 8; and how many may wait for such a
         * thread, default 10,000. Beyond that the coordinator is asked to deliver again later.
         */
        public Builder phaseTwo(int threads, int queue) {
            phaseTwoThreads = threads;
            phaseTwoQueue = queue;
            return this;
        }

        /**
         * The clock that all of these times are measured by; default {@link ClientTime#system}. Heartbeats and the closing of
         * a client go by the machine's clock always. For tests.
         */
        public Builder time(ClientTime clock) {
            time = clock;
            return this;
        }

        /** @throws dev.assent.model.AssentException.NotAllowed if a value makes no sense, by its name */
        public ClientOptions build() {
            CoordinatorAddress.parse(coordinator);
            positive("requestTimeout", requestTimeout);
            positive("decisionDeadline", decisionDeadline);
            positive("connectTimeout", connectTimeout);
            positive("firstBackoff", firstBackoff);
            positive("pingAfter", pingAfter);
            positive("silenceLimit", silenceLimit);
            if (maxBackoff.compareTo(firstBackoff) < 0) {
                throw ClientErrors.badOption("maxBackoff", "be at least firstBackoff", maxBackoff);
            }
            if (phaseTwoThreads < 1 || phaseTwoQueue < 1) {
                throw ClientErrors.badOption(
                        "phaseTwoThreads and phaseTwoQueue", "be above 0", phaseTwoThreads + " and " + phaseTwoQueue);
            }
            return new ClientOptions(new Builder(this));
        }

        private static void positive(String name, Duration value) {
            if (value.toMillis() < 1) {
                throw ClientErrors.badOption(name, "be at least 1 ms", value);
            }
        }
    }
}
