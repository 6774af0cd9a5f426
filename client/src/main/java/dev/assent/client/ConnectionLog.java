package dev.assent.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs changes of the connection to the coordinator, each once. */
final class ConnectionLog {
    private static final Logger log = LoggerFactory.getLogger(AssentClient.class);
    private static final int MOST_REASONS = 8;

    private final CoordinatorAddress address;
    private final Set<String> said = new HashSet<>();
    private volatile String state = "no connection was made yet";

    ConnectionLog(CoordinatorAddress address) {
        this.address = address;
    }

    /** Any thread. Completes the sentence "Expected an answer, but". */
    String state() {
        return state;
    }

    void connected(Peer peer, int waiting) {
        said.clear();
        state = "no answer came";
        log.info("connected to the coordinator at {} ({}); {} requests were waiting", address, peer, waiting);
    }

    void lost(String reason, int waiting) {
        state = "the connection was lost (" + reason + ")";
        log.warn(
                "lost the connection to the coordinator at {} ({}); connecting again, {} requests wait",
                address,
                reason,
                waiting);
    }

    void unreachable(String reason, Duration maxBackoff) {
        state = "it cannot be reached (" + reason + ")";
        if (said.size() < MOST_REASONS && said.add(reason)) {
            log.warn(
                    "the coordinator at {} cannot be reached ({}); trying again at least every {} ms",
                    address,
                    reason,
                    maxBackoff.toMillis());
        }
    }
}
