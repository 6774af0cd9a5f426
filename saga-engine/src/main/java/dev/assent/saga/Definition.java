package dev.assent.saga;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A machine's definition on its way into the store.
 *
 * @param version null if it has none
 * @param text the JSON
 * @param hash of the text
 * @param recoverStrategy {@code Compensate} or {@code Forward}; null if the definition has none
 */
public record Definition(
        String name,
        String tenant,
        @Nullable String version,
        @Nullable String comment,
        @Nullable String recoverStrategy,
        String text,
        String hash,
        Instant created) {}
