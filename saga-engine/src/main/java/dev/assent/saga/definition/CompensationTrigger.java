package dev.assent.saga.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Undoes what was done; goes on at its {@code Next} after that. */
public record CompensationTrigger(
        String name, @Nullable String comment, @Nullable String next, Map<String, Object> extensions)
        implements State {}
