package dev.assent.saga.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Undoes a {@link SubStateMachine} by compensating the machine that it ran. */
public record CompensateSubMachine(
        String name,
        @Nullable String comment,
        @Nullable String next,
        Map<String, Object> extensions,
        TaskSettings settings)
        implements TaskState {}
