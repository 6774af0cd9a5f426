package dev.assent.saga.expression;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.AccessException;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.PropertyAccessor;
import org.springframework.expression.TypedValue;

/**
 * {@code a.b} reads a key of a map, because a bean that a service returned has become a map. A key that is not there is null.
 * {@code empty} and {@code length} of a list are what they were of a list or an array of the service.
 */
final class PlainProperties implements PropertyAccessor {
    @Override
    public Class<?> @Nullable [] getSpecificTargetClasses() {
        return null; // any class: canRead decides
    }

    @Override
    public boolean canRead(EvaluationContext context, @Nullable Object target, String name) {
        return target instanceof Map
                || (target instanceof Collection && (name.equals("empty") || name.equals("length")));
    }

    @Override
    public TypedValue read(EvaluationContext context, @Nullable Object target, String name) throws AccessException {
        if (target instanceof Map<?, ?> map) {
            return new TypedValue(map.containsKey(name) || !name.equals("empty") ? map.get(name) : map.isEmpty());
        }
        if (target instanceof Collection<?> list) {
            return new TypedValue(name.equals("empty") ? (Object) list.isEmpty() : (Object) list.size());
        }
        throw new AccessException("there is no " + name + " here");
    }

    @Override
    public boolean canWrite(EvaluationContext context, @Nullable Object target, String name) {
        return false;
    }

    @Override
    public void write(EvaluationContext context, @Nullable Object target, String name, @Nullable Object value)
            throws AccessException {
        throw new AccessException("expressions change nothing");
    }
}
