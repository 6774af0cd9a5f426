package dev.assent.saga.expression;

import org.jspecify.annotations.Nullable;

/** Evaluates the expressions of a type of its own: {@code $Type{content}}. Has to be safe for many threads. */
@FunctionalInterface
public interface CustomEvaluator {
    /**
     * @param content what stands between the braces
     * @return a map, a list, a text, a boolean, a number, or null for nothing
     */
    @Nullable
    Object value(String content, Scope scope);
}
