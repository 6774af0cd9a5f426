package dev.assent.simulation.matrix;

import dev.assent.simulation.world.StepPoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A transaction that nothing happens to: which steps it takes.
 *
 * @param seed in which the caller lets the service do both parts, and ends the transaction as the script says
 */
record Reference(Script script, long seed, List<Step> steps) {
    private static final int MOST_SEEDS = 10_000;
    private static final String BOTH_PARTS = "10.0.1.2 has registered";

    static Reference of(Script script) {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            Reference found = run(script, seed);
            if (found.isAsTheScriptSays()) {
                return found;
            }
        }
        throw new IllegalStateException("Expected one of " + MOST_SEEDS + " seeds to be a plain " + script);
    }

    private static Reference run(Script script, long seed) {
        List<String> lines = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        SmallWorld small = new SmallWorld(script, seed, lines::add);
        Map<StepPoint, Integer> counts = new LinkedHashMap<>();
        small.world().watch(passage -> {
            if (small.world().now() < SmallWorld.SECOND_TRANSACTION) {
                steps.add(new Step(passage, counts.merge(passage, 1, Integer::sum)));
            }
        });
        small.run(null, false);
        boolean both = lines.stream()
                        .filter(line -> line.contains(BOTH_PARTS) && line.contains("/"))
                        .limit(2)
                        .count()
                == 2;
        return new Reference(script, both ? seed : -1, List.copyOf(steps));
    }

    private boolean isAsTheScriptSays() {
        return seed > 0
                && asks("GlobalCommitRequest") == script.commits()
                && asks("GlobalRollbackRequest") != script.commits()
                && asks(script.commits() ? "BranchCommitResponse" : "BranchRollbackResponse");
    }

    private boolean asks(String message) {
        return steps.stream().anyMatch(step -> step.passage().step().equals(message));
    }
}
