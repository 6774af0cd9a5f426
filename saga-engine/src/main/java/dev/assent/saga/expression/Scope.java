package dev.assent.saga.expression;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an expression can read.
 *
 * @param root the variables, or what a service returned: maps, lists, texts, booleans and numbers; null for nothing
 * @param thrown says of the name of a class whether the present exception is of it or of a subclass; null without an exception
 */
public record Scope(@Nullable Object root, @Nullable Predicate<String> thrown) {
    /** Without an exception. */
    public static Scope of(@Nullable Object root) {
        return new Scope(root, null);
    }
}
