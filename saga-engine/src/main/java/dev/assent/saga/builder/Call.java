package dev.assent.saga.builder;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a service's method with its arguments. Immutable.
 *
 * @param <R> what the method returns
 */
@SuppressWarnings("UnusedTypeParameter") // it is what Step.into takes
public final class Call<R extends @Nullable Object> {
    private final String service;
    private final String method;
    private final List<String> parameterTypes;
    private final List<Argument<?>> arguments;

    Call(String service, String method, List<String> parameterTypes, List<Argument<?>> arguments) {
        this.service = service;
        this.method = method;
        this.parameterTypes = List.copyOf(parameterTypes);
        this.arguments = List.copyOf(arguments);
    }

    void into(ObjectNode state) {
        state.put("Type", "ServiceTask").put("ServiceName", service).put("ServiceMethod", method);
        ArrayNode types = state.putArray("ParameterTypes");
        parameterTypes.forEach(types::add);
        ArrayNode input = state.putArray("Input");
        arguments.forEach(each -> input.add(each.json()));
    }
}
