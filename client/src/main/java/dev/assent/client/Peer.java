package dev.assent.client;

import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.RegisterResponse;
import dev.assent.protocol.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection, as it registered.
 *
 * @param assentVersion null for a Seata server
 * @param level the Seata version it gave; {@link Version#OLD} if it gave no version
 * @param ahead how far its time of day is ahead of the one here, if it says
 */
record Peer(@Nullable String assentVersion, Version level, String levelText, Optional<Duration> ahead) {
    /** @param now the time of day here */
    static Peer of(RegisterResponse answer, Map<String, @Nullable String> head, Instant now) {
        return new Peer(
                head.get(Extensions.VERSION),
                Version.parse(answer.version()),
                answer.version() == null ? "?" : answer.version(),
                Extensions.now(head).map(there -> Duration.between(now, there)));
    }

    CoordinatorInfo info() {
        return new CoordinatorInfo(Optional.ofNullable(assentVersion), ahead);
    }

    boolean isAssent() {
        return assentVersion != null;
    }

    Optional<ExceptionCode> exception(int wireCode) {
        return ExceptionCode.ofWire(wireCode, level);
    }

    /** For people. */
    @Override
    public String toString() {
        return assentVersion == null ? "Seata " + levelText : "Assent " + assentVersion;
    }
}
