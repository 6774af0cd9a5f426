package dev.assent.saga.definition;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a definition.
 *
 * @param state null if it is about the machine
 * @param attribute for example {@code Retry[0].MaxAttempts}; empty if it is about the whole state or machine
 * @param expected what was expected and what was found, a sentence without its full stop
 */
public record Problem(@Nullable String state, String attribute, String expected) {
    @Override
    public String toString() {
        String where = state == null ? "machine" : "state " + state;
        return where + (attribute.isEmpty() ? "" : ", " + attribute) + ": " + expected;
    }
}
