package dev.assent.saga.expression;

import org.jspecify.annotations.Nullable;

/** One expression of a definition. Safe for many threads; changes nothing it reads. */
@FunctionalInterface
public interface Expression {
    /** @throws ExpressionException if it has no value there */
    @Nullable
    Object value(Scope scope);
}
