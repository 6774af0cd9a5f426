package dev.assent.saga.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a loop has come.
 *
 * @param elements of the collection, as it was when the loop was entered
 * @param waiting the indexes that have not been started, in the order in which they will be
 * @param completed the number of indexes that succeeded
 * @param results the mapped output of each index that ended
 * @param failures of the indexes that failed, in the order in which they did
 * @param failed whether one did not succeed: no further index is started
 */
record LoopPosition(
        String state,
        List<@Nullable Object> elements,
        List<Integer> waiting,
        int completed,
        Map<Integer, Map<String, Object>> results,
        List<Failed> failures,
        boolean failed) {

    /** @param route where its {@code Catch} leads, null if nowhere */
    record Failed(Failure failure, @Nullable String route) {}

    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("state", state);
        tree.put("elements", elements);
        tree.put("waiting", waiting);
        tree.put("completed", completed);
        Map<String, Object> byIndex = new LinkedHashMap<>();
        results.forEach((index, result) -> byIndex.put(index.toString(), result));
        tree.put("results", byIndex);
        List<Object> failed = new ArrayList<>();
        for (Failed each : failures) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("failure", each.failure().tree());
            Trees.put(one, "route", each.route());
            failed.add(one);
        }
        tree.put("failures", failed);
        tree.put("failed", this.failed);
        return tree;
    }

    static LoopPosition of(Map<String, Object> tree) {
        Map<Integer, Map<String, Object>> results = new LinkedHashMap<>();
        Trees.map(tree.get("results"))
                .forEach((index, result) -> results.put(Integer.valueOf(index), Trees.map(result)));
        List<Failed> failures = new ArrayList<>();
        for (Object each : Trees.list(tree.get("failures"))) {
            Map<String, Object> one = Trees.map(each);
            failures.add(new Failed(Failure.of(Trees.map(one.get("failure"))), Trees.text(one, "route")));
        }
        return new LoopPosition(
                String.valueOf(tree.get("state")),
                new ArrayList<>(Trees.list(tree.get("elements"))),
                Trees.numbers(tree.get("waiting")),
                Trees.number(tree, "completed"),
                results,
                failures,
                Boolean.TRUE.equals(tree.get("failed")));
    }
}
