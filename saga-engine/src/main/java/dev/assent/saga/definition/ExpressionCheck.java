package dev.assent.saga.definition;

import dev.assent.saga.expression.Expressions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether each expression of a machine can be parsed, and only reads. */
final class ExpressionCheck {
    private final Problems problems;

    ExpressionCheck(Problems problems) {
        this.problems = problems;
    }

    void look(State state) {
        if (state instanceof Choice choice) {
            for (int i = 0; i < choice.choices().size(); i++) {
                condition(
                        state,
                        "Choices[" + i + "].Expression",
                        choice.choices().get(i).expression());
            }
        } else if (state instanceof Wait wait) {
            value(state, "Until", wait.until());
        } else if (state instanceof TaskState task) {
            task(state, task.settings());
        }
    }

    private void task(State state, TaskSettings settings) {
        for (int i = 0; i < settings.input().size(); i++) {
            value(state, "Input[" + i + "]", settings.input().get(i));
        }
        settings.output().forEach((name, value) -> value(state, "Output." + name, value));
        settings.status().keySet().forEach(expression -> condition(state, "Status", expression));
        if (settings.loop() != null) {
            value(state, "Loop.Collection", settings.loop().collection());
            condition(state, "Loop.CompletionCondition", settings.loop().completionCondition());
        }
    }

    private void value(State state, String attribute, @Nullable Object tree) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, each) -> value(state, attribute + "." + key, each));
        } else if (tree instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                value(state, attribute + "[" + i + "]", list.get(i));
            }
        } else if (tree instanceof String text) {
            add(state, attribute, Expressions.problem(text, false));
        }
    }

    private void condition(State state, String attribute, String text) {
        add(state, attribute, Expressions.problem(text, true));
    }

    private void add(State state, String attribute, @Nullable String problem) {
        if (problem != null) {
            problems.add(state.name(), attribute, problem);
        }
    }
}
