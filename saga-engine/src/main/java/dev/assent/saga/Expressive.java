package dev.assent.saga;

import dev.assent.saga.expression.Expressions;
import dev.assent.saga.run.Evaluator;
import dev.assent.saga.run.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The expressions of the state language, for the interpreter. */
record Expressive(Expressions expressions) implements Evaluator {
    @Override
    public Inputs input(List<?> raw, Map<String, Object> variables) {
        dev.assent.saga.expression.Inputs inputs = expressions.input(raw, variables);
        return new Inputs(inputs.values(), inputs.businessKey());
    }

    @Override
    public Map<String, Object> output(Map<String, ?> mapping, @Nullable Object returned) {
        return expressions.output(mapping, returned);
    }

    @Override
    public @Nullable Object value(String expression, Map<String, Object> variables) {
        return expressions.value(expression, variables);
    }

    @Override
    public boolean test(String condition, @Nullable Object root, @Nullable Failure failure) {
        return expressions.test(condition, root, failure == null ? null : failure::is);
    }
}
