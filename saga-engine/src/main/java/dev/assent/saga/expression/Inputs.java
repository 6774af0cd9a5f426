package dev.assent.saga.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call.
 *
 * @param values in the order of the parameters
 * @param businessKey the first value of {@code $Sequence} that was met; null if none was
 */
public record Inputs(
        List<@Nullable Object> values, @Nullable String businessKey) {
    public Inputs {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
