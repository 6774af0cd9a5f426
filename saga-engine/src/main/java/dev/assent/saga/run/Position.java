package dev.assent.saga.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an instance is: with its context and its steps, all that is needed to go on after a crash.
 *
 * @param pending the steps that run or wait; several only in a loop
 * @param undo while the instance compensates, the ids of the steps that are still to be undone, the next one last; null
 *     while it goes forward
 * @param trigger the CompensationTrigger whose {@code Next} follows the compensation; null if an operator asked for it
 * @param loop the loop that runs; null outside of one
 * @param elements of each loop that was entered, by state: a compensation sees its element
 * @param root the id of the instance whose global transaction this one works in
 * @param nextSequence of the next step
 */
public record Position(
        List<Pending> pending,
        @Nullable List<String> undo,
        @Nullable String trigger,
        @Nullable LoopPosition loop,
        Map<String, List<@Nullable Object>> elements,
        String root,
        int nextSequence) {

    /** Before the first state. */
    static Position begin(String root) {
        return new Position(List.of(), null, null, null, Map.of(), root, 1);
    }

    /** For the store: text, numbers, lists and maps. */
    public Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("pending", pending.stream().map(Pending::tree).toList());
        Trees.put(tree, "undo", undo);
        Trees.put(tree, "trigger", trigger);
        Trees.put(tree, "loop", loop == null ? null : loop.tree());
        tree.put("elements", elements);
        tree.put("root", root);
        tree.put("next", nextSequence);
        return tree;
    }

    /** What {@link #tree()} gave. */
    public static Position of(Map<String, Object> tree) {
        List<Pending> pending = new ArrayList<>();
        for (Object each : Trees.list(tree.get("pending"))) {
            pending.add(Pending.of(Trees.map(each)));
        }
        Map<String, List<@Nullable Object>> elements = new LinkedHashMap<>();
        Trees.map(tree.get("elements"))
                .forEach((state, list) -> elements.put(state, new ArrayList<>(Trees.list(list))));
        return new Position(
                pending,
                tree.get("undo") == null ? null : Trees.texts(tree.get("undo")),
                Trees.text(tree, "trigger"),
                tree.get("loop") == null ? null : LoopPosition.of(Trees.map(tree.get("loop"))),
                elements,
                String.valueOf(tree.get("root")),
                Trees.number(tree, "next"));
    }
}
