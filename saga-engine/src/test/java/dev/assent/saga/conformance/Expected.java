package dev.assent.saga.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One scenario of a conformance file. */
record Expected(Map<String, @Nullable Object> scenario) {
    String title() {
        return String.valueOf(scenario.get("scenario"));
    }

    /** {@code A10-cb} of {@code A10-cb forward}. */
    String label() {
        return title().split(" ", -1)[0];
    }

    /** {@code A10} of {@code A10-cb forward}. */
    String group() {
        return label().split("-", -1)[0];
    }

    String operation() {
        String[] words = title().split(" ", -1);
        return words.length > 1 ? words[1] : "start";
    }

    /** Empty if it is not a start. */
    String machine() {
        String[] words = title().split(" ", -1);
        return words.length > 2 ? words[2] : "";
    }

    Map<String, @Nullable Object> params() {
        return map(scenario.get("params"));
    }

    /** A machine that was started with a business key has it among its variables. */
    @Nullable
    String businessKey() {
        Object given = scenario.get("businessKey");
        Map<String, @Nullable Object> result = result("result");
        Object key = given != null || result == null
                ? given
                : map(result.get("endParams")).get("_business_key_");
        return key == null ? null : key.toString();
    }

    /** {@code 0416}; null if nothing was thrown. */
    @Nullable
    String thrown() {
        if (scenario.get("thrown") == null) {
            return null;
        }
        Map<String, @Nullable Object> thrown = map(scenario.get("thrown"));
        String code = String.valueOf(thrown.get("errcode"));
        return code.startsWith("[") ? code.substring(1, code.indexOf(']')) : String.valueOf(thrown.get("class"));
    }

    List<String> tc() {
        return texts("tc");
    }

    List<String> calls() {
        return texts("calls").stream().map(Masks::call).toList();
    }

    private List<String> texts(String key) {
        return list(scenario.get(key)).stream().map(String::valueOf).toList();
    }

    /** In the form of {@link Shown}; null if there is none. */
    @Nullable
    Map<String, @Nullable Object> result(String key) {
        if (scenario.get(key) == null) {
            return null;
        }
        Map<String, @Nullable Object> result = new LinkedHashMap<>(map(scenario.get(key)));
        result.computeIfPresent("exception", (name, text) -> fault(text, true));
        result.computeIfPresent("endParams", (name, params) -> Objects.requireNonNull(Masks.value(params)));
        List<@Nullable Object> states = new ArrayList<>();
        for (Object each : list(result.get("states"))) {
            Map<String, @Nullable Object> state = new LinkedHashMap<>(map(each));
            state.computeIfPresent("exc", (name, text) -> fault(text, false));
            state.computeIfPresent("in", (name, value) -> Objects.requireNonNull(Masks.value(value)));
            state.computeIfPresent("out", (name, value) -> Objects.requireNonNull(Masks.value(value)));
            states.add(Masks.without(state));
        }
        result.put("states", states);
        return result;
    }

    /** Faults of the engine are compared as such, not by their sentences. */
    private static Object fault(Object text, boolean fullName) {
        String name = text.toString();
        boolean engine = fullName
                ? name.startsWith("org.apache.seata.saga.engine.exception")
                        || name.startsWith("org.apache.seata.common")
                : name.contains("EngineExecutionException") || name.contains("FrameworkException");
        return engine ? Shown.ENGINE_FAULT : Groovy.unwrapped(name);
    }

    /** The instances of a loop run in no fixed order, and not always as many. */
    boolean hasLoop() {
        return String.valueOf(scenario.get("result")).contains("-loop-");
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, @Nullable Object>) value;
    }

    static List<?> list(@Nullable Object value) {
        return value == null ? List.of() : (List<?>) value;
    }
}
