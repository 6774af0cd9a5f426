package dev.assent.saga.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a time, or for a signal. Not part of Seata's language.
 *
 * @param seconds how long; null if it waits for a point in time or for a signal
 * @param until an expression that gives a point in time, ISO 8601 or milliseconds since 1970; null if it waits otherwise
 * @param signal the name of the signal it waits for; null if it waits for a time
 * @param timeoutSeconds how long it waits for the signal; null waits without end
 * @param timeoutNext the state that follows if no signal came in time; null: the machine fails then
 */
public record Wait(
        String name,
        @Nullable String comment,
        @Nullable String next,
        Map<String, Object> extensions,
        @Nullable Double seconds,
        @Nullable String until,
        @Nullable String signal,
        @Nullable Double timeoutSeconds,
        @Nullable String timeoutNext)
        implements State {}
