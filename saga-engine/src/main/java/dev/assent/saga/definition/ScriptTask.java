package dev.assent.saga.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs a script. It leaves no row and is never undone. */
public record ScriptTask(
        String name,
        @Nullable String comment,
        @Nullable String next,
        Map<String, Object> extensions,
        TaskSettings settings,
        String scriptType,
        String scriptContent)
        implements TaskState {
    static final String DEFAULT_TYPE = "groovy";
}
