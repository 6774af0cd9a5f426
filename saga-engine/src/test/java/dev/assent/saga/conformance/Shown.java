package dev.assent.saga.conformance;

import dev.assent.saga.run.Failure;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run in the form of the conformance files. */
final class Shown {
    static final String ENGINE_FAULT = "<fault of the engine>";

    private Shown() {}

    /** @param withParams whether each state has its input and output, as only the returned run has */
    static Map<String, @Nullable Object> run(Run run, String machine, boolean withParams) {
        Instance instance = run.instance();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("machine", machine);
        shown.put("status", code(instance.status()));
        shown.put("compensationStatus", code(instance.compensationStatus()));
        shown.put("running", instance.running());
        shown.put("exception", text(instance.failure()));
        List<@Nullable Object> states = new ArrayList<>();
        for (Step step : run.steps()) {
            states.add(state(run, step, withParams));
        }
        shown.put("states", states);
        shown.put("endParams", Masks.value(instance.endParams()));
        return shown;
    }

    private static Map<String, @Nullable Object> state(Run run, Step step, boolean withParams) {
        Map<String, @Nullable Object> state = new LinkedHashMap<>();
        state.put("n", number(run, step));
        state.put("name", Masks.name(step.name()));
        state.put("type", step.type());
        state.put("status", step.status().code());
        state.put("forUpdate", step.forUpdate() ? true : null);
        state.put("ignoreStatus", step.ignored() ? true : null);
        state.put(
                "compStatus",
                step.isCompensation()
                        ? null
                        : run.compensationOf(step)
                                .map(each -> code(each.status()))
                                .orElse(null));
        state.put("exc", exception(step.failure()));
        state.put("compensatedFor", step.compensatedFor() == null ? null : numberOf(run, step.compensatedFor()));
        state.put("retriedFor", step.retriedFor() == null ? null : numberOf(run, step.retriedFor()));
        if (withParams) {
            state.put("in", Masks.value(step.input()));
            state.put("out", Masks.value(step.output()));
        }
        return Masks.without(state);
    }

    private static String number(Run run, Step step) {
        return "#" + run.steps().indexOf(step);
    }

    private static @Nullable String numberOf(Run run, String id) {
        return run.steps().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .map(each -> number(run, each))
                .orElse(null);
    }

    private static @Nullable String code(@Nullable InstanceStatus status) {
        return status == null ? null : status.code();
    }

    private static @Nullable String text(@Nullable Failure failure) {
        return failure == null ? null : failure.reason() != null ? ENGINE_FAULT : failure.text();
    }

    private static @Nullable String exception(@Nullable Failure failure) {
        if (failure == null) {
            return null;
        }
        String name = failure.classes().get(0);
        return failure.reason() != null ? ENGINE_FAULT : name.substring(name.lastIndexOf('.') + 1);
    }
}
