package dev.assent.simulation.story;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Delta debugging: of many things some are enough. Leaves out halves, then quarters and so on, down to single ones. (A.
 * Zeller, R. Hildebrandt: Simplifying and isolating failure-inducing input, 2002, figure 2, complements only.)
 */
final class Minimum {
    private Minimum() {}

    /** @param enough whether these do; it does for all of them */
    static <T> List<T> of(List<T> all, Predicate<List<T>> enough) {
        List<T> kept = all;
        int parts = 2;
        while (!kept.isEmpty()) {
            int size = Math.max(1, (kept.size() + parts - 1) / parts);
            List<T> fewer = withoutOnePart(kept, size, enough);
            if (fewer.size() < kept.size()) {
                kept = fewer;
                parts = Math.max(2, parts - 1);
            } else if (size == 1) {
                return kept;
            } else {
                parts = Math.min(kept.size(), parts * 2);
            }
        }
        return kept;
    }

    private static <T> List<T> withoutOnePart(List<T> all, int size, Predicate<List<T>> enough) {
        for (int from = 0; from < all.size(); from += size) {
            List<T> rest = new ArrayList<>(all.subList(0, from));
            rest.addAll(all.subList(Math.min(from + size, all.size()), all.size()));
            if (enough.test(rest)) {
                return rest;
            }
        }
        return all;
    }
}
