package dev.assent.saga.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends the machine. */
public record Succeed(
        String name, @Nullable String comment, @Nullable String next, Map<String, Object> extensions)
        implements State {}
