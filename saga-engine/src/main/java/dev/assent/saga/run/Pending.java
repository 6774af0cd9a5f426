package dev.assent.saga.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A step that runs or waits to run. It becomes a {@link Step} when it ends.
 *
 * @param id of the step, the idempotency key of each attempt
 * @param state the state's name, without {@code -loop-N}
 * @param attempt from 1
 * @param retries how often each rule of {@code Retry} has been used, in their order
 * @param due the next attempt starts then; null if it has started
 * @param started when the first attempt started
 * @param child the id of the sub machine's instance, null if the state does not call one
 * @param sequence the sequence number of the row that it updates; null if it gets a row of its own
 */
public record Pending(
        String id,
        String state,
        List<@Nullable Object> input,
        int attempt,
        List<Integer> retries,
        @Nullable Instant due,
        Instant started,
        @Nullable Integer loopIndex,
        @Nullable String compensatedFor,
        @Nullable String retriedFor,
        @Nullable String child,
        @Nullable String businessKey,
        @Nullable Integer sequence) {

    /** For the store: text, numbers, lists and maps. */
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", id);
        tree.put("state", state);
        tree.put("input", input);
        tree.put("attempt", attempt);
        tree.put("retries", retries);
        Trees.put(tree, "due", due == null ? null : due.toEpochMilli());
        tree.put("started", started.toEpochMilli());
        Trees.put(tree, "loop", loopIndex);
        Trees.put(tree, "compensatedFor", compensatedFor);
        Trees.put(tree, "retriedFor", retriedFor);
        Trees.put(tree, "child", child);
        Trees.put(tree, "businessKey", businessKey);
        Trees.put(tree, "sequence", sequence);
        return tree;
    }

    static Pending of(Map<String, Object> tree) {
        Long due = Trees.optionalLong(tree, "due");
        Long started = Trees.optionalLong(tree, "started");
        return new Pending(
                String.valueOf(tree.get("id")),
                String.valueOf(tree.get("state")),
                new ArrayList<>(Trees.list(tree.get("input"))),
                Trees.number(tree, "attempt"),
                Trees.numbers(tree.get("retries")),
                due == null ? null : Instant.ofEpochMilli(due),
                Instant.ofEpochMilli(started == null ? 0 : started),
                Trees.optionalNumber(tree, "loop"),
                Trees.text(tree, "compensatedFor"),
                Trees.text(tree, "retriedFor"),
                Trees.text(tree, "child"),
                Trees.text(tree, "businessKey"),
                Trees.optionalNumber(tree, "sequence"));
    }

    Pending again(int attempt, List<Integer> retries, @Nullable Instant due) {
        return new Pending(
                id,
                state,
                input,
                attempt,
                List.copyOf(retries),
                due,
                started,
                loopIndex,
                compensatedFor,
                retriedFor,
                child,
                businessKey,
                sequence);
    }
}
