package dev.assent.client;

import java.time.Duration;
import java.util.List;

/**
 * How a client finds its coordinator and how long it waits.
 *
 * @param coordinators {@code host:port} each; today exactly one
 * @param applicationId who we are, for people and for the choice of the resource manager in phase two
 * @param transactionServiceGroup Seata's name for a group of clients; default {@code default_tx_group}
 * @param requestTimeout for a call, from the moment it is made, reconnecting included; default 10 s. A commit or rollback
 *     asks again each time so much has passed without an answer
 * @param decisionDeadline how long commit and rollback find out what became of them before they give up with an unknown
 *     outcome; default 60 s
 * @param connectTimeout for one attempt to connect, and once more to register; default 3 s
 * @param firstBackoff before the first attempt to connect again; doubles each time, less up to half of it by chance;
 *     default 50 ms
 * @param maxBackoff the longest pause between attempts; default 2 s
 * @param pingAfter so long nothing was written; default 5 s
 * @param silenceLimit a connection that brings nothing for so long is dropped; default 15 s
 * @param phaseTwoThreads branches that are committed or rolled back at the same time; default 8
 * @param phaseTwoQueue branches that wait for such a thread; beyond it the coordinator is told to come again; default
 *     10,000
 */
public record ClientOptions(
        List<String> coordinators,
        String applicationId,
        String transactionServiceGroup,
        Duration requestTimeout,
        Duration decisionDeadline,
        Duration connectTimeout,
        Duration firstBackoff,
        Duration maxBackoff,
        Duration pingAfter,
        Duration silenceLimit,
        int phaseTwoThreads,
        int phaseTwoQueue) {
    public ClientOptions {
        coordinators = List.copyOf(coordinators);
        if (coordinators.size() != 1) {
            throw ClientErrors.badOption("coordinators", "name exactly one address", coordinators);
        }
        CoordinatorAddress.parse(coordinators.get(0));
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
    }

    /** All defaults. */
    public static ClientOptions to(String coordinator, String applicationId) {
        return new ClientOptions(
                List.of(coordinator),
                applicationId,
                "default_tx_group",
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                Duration.ofMillis(50),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                8,
                10_000);
    }

    CoordinatorAddress coordinator() {
        return CoordinatorAddress.parse(coordinators.get(0));
    }

    private static void positive(String name, Duration value) {
        if (value.toMillis() < 1) {
            throw ClientErrors.badOption(name, "be at least 1 ms", value);
        }
    }

    public ClientOptions withTransactionServiceGroup(String group) {
        return new ClientOptions(
                coordinators,
                applicationId,
                group,
                requestTimeout,
                decisionDeadline,
                connectTimeout,
                firstBackoff,
                maxBackoff,
                pingAfter,
                silenceLimit,
                phaseTwoThreads,
                phaseTwoQueue);
    }

    public ClientOptions withRequestTimeout(Duration timeout) {
        return new ClientOptions(
                coordinators,
                applicationId,
                transactionServiceGroup,
                timeout,
                decisionDeadline,
                connectTimeout,
                firstBackoff,
                maxBackoff,
                pingAfter,
                silenceLimit,
                phaseTwoThreads,
                phaseTwoQueue);
    }

    public ClientOptions withDecisionDeadline(Duration deadline) {
        return new ClientOptions(
                coordinators,
                applicationId,
                transactionServiceGroup,
                requestTimeout,
                deadline,
                connectTimeout,
                firstBackoff,
                maxBackoff,
                pingAfter,
                silenceLimit,
                phaseTwoThreads,
                phaseTwoQueue);
    }

    public ClientOptions withConnectTimeout(Duration timeout) {
        return new ClientOptions(
                coordinators,
                applicationId,
                transactionServiceGroup,
                requestTimeout,
                decisionDeadline,
                timeout,
                firstBackoff,
                maxBackoff,
                pingAfter,
                silenceLimit,
                phaseTwoThreads,
                phaseTwoQueue);
    }

    public ClientOptions withBackoff(Duration first, Duration max) {
        return new ClientOptions(
                coordinators,
                applicationId,
                transactionServiceGroup,
                requestTimeout,
                decisionDeadline,
                connectTimeout,
                first,
                max,
                pingAfter,
                silenceLimit,
                phaseTwoThreads,
                phaseTwoQueue);
    }

    public ClientOptions withHeartbeat(Duration pingIdle, Duration silence) {
        return new ClientOptions(
                coordinators,
                applicationId,
                transactionServiceGroup,
                requestTimeout,
                decisionDeadline,
                connectTimeout,
                firstBackoff,
                maxBackoff,
                pingIdle,
                silence,
                phaseTwoThreads,
                phaseTwoQueue);
    }

    public ClientOptions withPhaseTwo(int threads, int queue) {
        return new ClientOptions(
                coordinators,
                applicationId,
                transactionServiceGroup,
                requestTimeout,
                decisionDeadline,
                connectTimeout,
                firstBackoff,
                maxBackoff,
                pingAfter,
                silenceLimit,
                threads,
                queue);
    }
}
