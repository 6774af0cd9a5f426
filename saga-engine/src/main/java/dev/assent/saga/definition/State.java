package dev.assent.saga.definition;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One state of a machine. */
public sealed interface State permits TaskState, Choice, Wait, Succeed, Fail, CompensationTrigger {
    String name();

    /** Null if it has none. */
    @Nullable
    String comment();

    /** The state that follows; null if none does. */
    @Nullable
    String next();

    /** Kept for the application, which may read them; empty if there are none. */
    Map<String, Object> extensions();
}
