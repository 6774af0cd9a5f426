package dev.assent.saga.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the four kinds of task states have in common.
 *
 * @param compensateState the state that undoes this one; null if none does
 * @param forCompensation whether it undoes another
 * @param forUpdate whether it changes data: then a failure leaves it open whether it has
 * @param persist false: it gets no row and is no branch
 * @param retryPersistModeUpdate null leaves it to the machine
 * @param compensatePersistModeUpdate null leaves it to the machine
 * @param retry in order; the first rule that matches counts
 * @param catches in order
 * @param input arguments as JSON trees of lists, maps, strings, numbers, booleans and nulls
 * @param output variables by name, each an expression on the result or a literal
 * @param status expressions on the result, in order; the first that holds gives the status
 * @param loop null if the state runs once
 * @param timeout of one call; null if there is none
 * @param onUnknown null if the definition names no rule
 */
public record TaskSettings(
        @Nullable String compensateState,
        boolean forCompensation,
        boolean forUpdate,
        boolean persist,
        @Nullable Boolean retryPersistModeUpdate,
        @Nullable Boolean compensatePersistModeUpdate,
        List<RetryRule> retry,
        List<CatchRule> catches,
        List<@Nullable Object> input,
        Map<String, @Nullable Object> output,
        Map<String, StateStatus> status,
        @Nullable Loop loop,
        @Nullable Duration timeout,
        @Nullable OnUnknown onUnknown) {
    /** Nothing but what holds if a definition is silent. */
    public static final TaskSettings DEFAULTS = new TaskSettings(
            null, false, false, true, null, null, List.of(), List.of(), List.of(), Map.of(), Map.of(), null, null,
            null);

    public TaskSettings {
        retry = List.copyOf(retry);
        catches = List.copyOf(catches);
        input = Collections.unmodifiableList(new ArrayList<>(input));
        output = Collections.unmodifiableMap(new LinkedHashMap<>(output));
        status = Collections.unmodifiableMap(new LinkedHashMap<>(status));
    }
}
