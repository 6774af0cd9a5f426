package dev.assent.client;

import dev.assent.protocol.ExceptionCode;
import dev.assent.protocol.Extensions;
import dev.assent.protocol.RegisterResponse;
import dev.assent.protocol.Version;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The other end of a connection, as it registered.
 *
 * @param assentVersion null for a Seata server
 * @param level the Seata version it gave; {@link Version#OLD} if it gave no version
 */
record Peer(@Nullable String assentVersion, Version level, String levelText) {
    static Peer of(RegisterResponse answer, Map<String, @Nullable String> head) {
        return new Peer(
                head.get(Extensions.VERSION),
                Version.parse(answer.version()),
                answer.version() == null ? "?" : answer.version());
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
