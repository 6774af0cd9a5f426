package dev.assent.server.request;

import dev.assent.core.Reply.Refused;
import org.jspecify.annotations.Nullable;

/** Says whether there is room for begins, branches and what adds to them. */
@FunctionalInterface
public interface NewWork {
    /** Why new work should be refused at this moment; null if it should not. */
    @Nullable
    Refused refusal();
}
