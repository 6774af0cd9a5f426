package dev.assent.client;

import dev.assent.protocol.AssentVersion;
import java.time.Duration;
import java.util.Optional;

/**
 * The coordinator as it introduced itself on the newest connection.
 *
 * @param assentVersion empty if it is a Seata server
 * @param ahead how far its time of day is ahead of this process's, with the error of one way of the answer through the
 *     network; below zero if it is behind, empty if it does not say. Only for people: time-outs are counted by the coordinator
 */
public record CoordinatorInfo(Optional<String> assentVersion, Optional<Duration> ahead) {
    /** The version of Assent in this process. */
    public static String ownVersion() {
        return AssentVersion.text();
    }
}
