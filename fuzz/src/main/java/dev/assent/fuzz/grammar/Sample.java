package dev.assent.fuzz.grammar;

import org.jspecify.annotations.Nullable;

/**
 * A value of a type.
 *
 * @param literal as spelt in a statement
 * @param object as a parameter; null if it can only be spelt
 */
record Sample(String literal, @Nullable Object object) {
    static Sample of(String literal) {
        return new Sample(literal, null);
    }
}
