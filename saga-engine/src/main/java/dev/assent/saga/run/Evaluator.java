package dev.assent.saga.run;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the expressions of a machine. An expression that cannot be evaluated throws a {@link RuntimeException} whose
 * message says which and why. Reads nothing but its arguments, except for sequence values.
 */
public interface Evaluator {
    /** Positional arguments, and the first sequence value met among them. */
    record Inputs(List<@Nullable Object> values, @Nullable String businessKey) {}

    /** The {@code Input} of a state on the variables. */
    Inputs input(List<?> raw, Map<String, Object> variables);

    /** The {@code Output} of a state on what its service returned, without nulls. */
    Map<String, Object> output(Map<String, ?> mapping, @Nullable Object returned);

    /** A {@code Collection}. */
    @Nullable
    Object value(String expression, Map<String, Object> variables);

    /**
     * A condition: true only if it gives {@code true}.
     *
     * @param root the variables, or what a service returned
     */
    boolean test(String condition, @Nullable Object root, @Nullable Failure failure);
}
