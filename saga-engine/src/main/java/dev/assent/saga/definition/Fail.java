package dev.assent.saga.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends the machine as failed.
 *
 * @param errorCode null if it has none
 * @param message null if it has none
 */
public record Fail(
        String name,
        @Nullable String comment,
        @Nullable String next,
        Map<String, Object> extensions,
        @Nullable String errorCode,
        @Nullable String message)
        implements State {}
