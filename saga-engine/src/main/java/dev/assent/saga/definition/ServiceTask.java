package dev.assent.saga.definition;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls a method of a service.
 *
 * @param serviceType null if it is one of the registry's own
 * @param parameterTypes names of classes; null: the method is found by its name
 * @param async whether the machine goes on at once
 * @param statusMethod the method that says how a lost call ended; null if there is none
 */
public record ServiceTask(
        String name,
        @Nullable String comment,
        @Nullable String next,
        Map<String, Object> extensions,
        TaskSettings settings,
        String serviceName,
        String serviceMethod,
        @Nullable String serviceType,
        @Nullable List<String> parameterTypes,
        boolean async,
        @Nullable String statusMethod)
        implements TaskState {}
