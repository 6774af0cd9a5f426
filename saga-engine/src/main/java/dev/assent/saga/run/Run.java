package dev.assent.saga.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * An instance with its steps.
 *
 * @param steps in the order of {@link Step#sequence}; a step that runs is not among them, but in the position
 */
public record Run(Instance instance, List<Step> steps) {
    public Run {
        steps = List.copyOf(steps);
    }

    /** What a store gives: marks the steps that a later one stands for. */
    public static Run loaded(Instance instance, List<Step> rows) {
        Set<String> retried = new HashSet<>();
        Set<String> compensated = new HashSet<>();
        List<Step> newestFirst = new ArrayList<>();
        for (int i = rows.size() - 1; i >= 0; i--) {
            Step step = rows.get(i);
            boolean repeated = step.compensatedFor() != null && !compensated.add(step.compensatedFor());
            boolean superseded = repeated || retried.contains(step.id());
            if (step.retriedFor() != null && !step.retriedFor().equals(step.id())) {
                retried.add(step.retriedFor());
            }
            newestFirst.add(superseded ? step.ignoring() : step);
        }
        Collections.reverse(newestFirst);
        return new Run(instance, newestFirst);
    }

    /** The newest compensation of a step. */
    public Optional<Step> compensationOf(Step step) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (step.id().equals(steps.get(i).compensatedFor())) {
                return Optional.of(steps.get(i));
            }
        }
        return Optional.empty();
    }

    /** The newest step of that id. */
    public Optional<Step> step(String id) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).id().equals(id)) {
                return Optional.of(steps.get(i));
            }
        }
        return Optional.empty();
    }

    /** Its position; only a row that Seata's engine wrote has none. */
    Position position() {
        return Objects.requireNonNull(instance.position(), "position");
    }
}
