package dev.assent.saga;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.saga.definition.ServiceTask;
import dev.assent.saga.run.Reason;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls a method of an object by its name. */
record Reflected(ObjectMapper mapper, String service, Object bean) {
    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "boolean", boolean.class,
            "byte", byte.class,
            "char", char.class,
            "short", short.class,
            "int", int.class,
            "long", long.class,
            "float", float.class,
            "double", double.class);

    @Nullable
    Object call(SagaCall call, ServiceTask task, String name, List<@Nullable Object> arguments) throws Throwable {
        boolean other = !name.equals(task.serviceMethod());
        Method method = find(task, name, other ? null : task.parameterTypes());
        @Nullable Object[] values = new @Nullable Object[method.getParameterCount()];
        Type[] types = method.getGenericParameterTypes();
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (types[i] == SagaCall.class) {
                values[i] = call;
            } else {
                Object given = next < arguments.size() ? arguments.get(next) : null;
                values[i] = converted(name, ++next, given, types[i], method.getParameterTypes()[i]);
            }
        }
        try {
            return method.invoke(bean, values);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        } catch (IllegalArgumentException e) {
            throw new SagaException(
                    Reason.METHOD_INVOKE_ERROR, SagaErrors.noMethod(service, name, task.name()), null, e);
        }
    }

    private Method find(ServiceTask task, String name, @Nullable List<String> parameterTypes) {
        Class<?>[] wanted = parameterTypes == null || parameterTypes.isEmpty() ? null : classes(name, parameterTypes);
        List<Method> named = new ArrayList<>();
        for (Class<?> type = bean.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getName().equals(name) && !method.isBridge()) {
                    named.add(method);
                }
            }
        }
        Method found = named.stream()
                .filter(method -> wanted == null || Arrays.equals(method.getParameterTypes(), wanted))
                .min(Comparator.comparingInt(Method::getParameterCount))
                .orElseThrow(() -> new SagaException(
                        Reason.NO_SUCH_METHOD, SagaErrors.noMethod(service, name, task.name()), null, null));
        if (!Modifier.isPublic(found.getModifiers())) {
            throw new SagaException(
                    Reason.METHOD_NOT_PUBLIC, SagaErrors.notPublic(service, name, task.name()), null, null);
        }
        found.trySetAccessible(); // a public method of a class that is not public
        return found;
    }

    private Class<?>[] classes(String method, List<String> names) {
        ClassLoader loader = bean.getClass().getClassLoader();
        Class<?>[] classes = new Class<?>[names.size()];
        for (int i = 0; i < classes.length; i++) {
            String name = names.get(i);
            Class<?> primitive = PRIMITIVES.get(name);
            try {
                classes[i] = primitive == null ? Class.forName(name, false, loader) : primitive;
            } catch (ClassNotFoundException e) {
                throw new SagaException(
                        Reason.NO_SUCH_METHOD, SagaErrors.badParameterType(service, method, name), null, e);
            }
        }
        return classes;
    }

    private @Nullable Object converted(String method, int position, @Nullable Object value, Type type, Class<?> raw) {
        if (value == null || (type instanceof Class && raw.isInstance(value) && !(value instanceof Iterable))) {
            return value;
        }
        try {
            return mapper.convertValue(TypeHints.without(value), mapper.constructType(type));
        } catch (IllegalArgumentException e) {
            throw new SagaException(
                    Reason.INVALID_PARAMETER,
                    SagaErrors.badArgument(
                            service, method, position, type.getTypeName(), value, String.valueOf(e.getMessage())),
                    null,
                    e);
        }
    }
}
