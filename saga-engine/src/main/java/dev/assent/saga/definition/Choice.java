package dev.assent.saga.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Goes on at the first branch whose condition holds.
 *
 * @param defaultState where it goes on if none holds; null if that is an error
 */
public record Choice(
        String name,
        @Nullable String comment,
        @Nullable String next,
        Map<String, Object> extensions,
        List<Branch> choices,
        @Nullable String defaultState)
        implements State {
    public Choice {
        choices = List.copyOf(choices);
    }

    /** A condition on the variables, and the state that follows if it holds. */
    public record Branch(String expression, String next) {}
}
