package dev.assent.simulation.ledger;

import dev.assent.simulation.database.BranchKey;
import dev.assent.simulation.world.Promise;
import dev.assent.simulation.world.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What TCC participants want back in phase two: the last that was said to be safe, or one that was sent after it. */
final class Contexts {
    private final Map<BranchKey, List<String>> sent = new LinkedHashMap<>();
    private final Map<BranchKey, Integer> safe = new LinkedHashMap<>();

    void sent(BranchKey branch, String context) {
        sent.computeIfAbsent(branch, first -> new ArrayList<>()).add(context);
    }

    void accepted(BranchKey branch, String context) {
        safe.merge(branch, sent.getOrDefault(branch, List.of()).indexOf(context), Math::max);
    }

    void handedBack(BranchKey branch, @Nullable String context) {
        List<String> all = sent.get(branch);
        if (all != null && all.indexOf(context) < safe.getOrDefault(branch, 0)) {
            throw new Violation(
                    Promise.CONTEXTS_KEPT,
                    "Expected branch " + branch + " to get back its context " + all.get(safe.getOrDefault(branch, 0))
                            + ", which was said to be safe, but it got " + context);
        }
    }
}
