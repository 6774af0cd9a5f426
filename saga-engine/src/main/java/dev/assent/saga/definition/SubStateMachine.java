package dev.assent.saga.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs another machine as a step. Without {@code CompensateState} it is undone by compensating that machine. */
public record SubStateMachine(
        String name,
        @Nullable String comment,
        @Nullable String next,
        Map<String, Object> extensions,
        TaskSettings settings,
        String stateMachineName)
        implements TaskState {}
