package dev.assent.saga.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is wrong with one definition, in the order in which it was found. */
final class Problems {
    private final List<Problem> all = new ArrayList<>();

    void add(@Nullable String state, String attribute, String expected) {
        all.add(new Problem(state, attribute, expected));
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    List<Problem> all() {
        return all;
    }
}
