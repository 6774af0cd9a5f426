package dev.assent.tm;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the type variables of a class's superclasses and interfaces stand for in it. A method that fills one in is the same
 * as the method it implements, though the two have parameters of other classes (JLS 8.4.2).
 */
final class TypeVariables {
    private final Map<TypeVariable<?>, Type> meanings = new HashMap<>();

    TypeVariables(Class<?> type) {
        learn(type);
    }

    private void learn(@Nullable Type type) {
        if (type instanceof ParameterizedType filled) {
            TypeVariable<?>[] variables = erased(filled).getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                meanings.put(variables[i], filled.getActualTypeArguments()[i]);
            }
        }
        if (type != null) {
            Class<?> raw = erased(type);
            learn(raw.getGenericSuperclass());
            Arrays.stream(raw.getGenericInterfaces()).forEach(this::learn);
        }
    }

    /** The classes of the method's parameters, as this class fills them in. */
    List<Class<?>> parameters(Method method) {
        return Arrays.<Type>stream(method.getGenericParameterTypes())
                .<Class<?>>map(this::erased)
                .toList();
    }

    private Class<?> erased(Type type) {
        if (type instanceof Class<?> known) {
            return known;
        }
        if (type instanceof ParameterizedType filled) {
            return (Class<?>) filled.getRawType();
        }
        if (type instanceof GenericArrayType array) {
            return Array.newInstance(erased(array.getGenericComponentType()), 0).getClass();
        }
        if (type instanceof TypeVariable<?> variable) {
            Type meaning = meanings.get(variable);
            return erased(meaning == null ? variable.getBounds()[0] : meaning);
        }
        return Object.class;
    }
}
