package dev.assent.saga.definition;

import java.util.List;

/**
 * Where a failure leads.
 *
 * @param exceptions names of classes, in order
 * @param next the state that follows then
 */
public record CatchRule(List<String> exceptions, String next) {
    public CatchRule {
        exceptions = List.copyOf(exceptions);
    }
}
