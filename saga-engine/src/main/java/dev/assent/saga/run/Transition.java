package dev.assent.saga.run;

import java.util.List;

/**
 * One step of an instance for the store: all of it in one transaction, or nothing. The store updates the instance's row
 * where owner epoch and revision are {@code instance.ownerEpoch()} and {@code instance.revision() - 1}, and writes the
 * steps with one statement that inserts, or updates the row that has the same id.
 *
 * @param instance as it is afterwards
 * @param steps that ended; often empty
 * @param children the instances of sub machines that start with it; often empty
 */
public record Transition(Instance instance, List<Step> steps, List<Instance> children) {
    public Transition {
        steps = List.copyOf(steps);
        children = List.copyOf(children);
    }
}
