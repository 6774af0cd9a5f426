package dev.assent.saga.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.expression.AccessException;
import org.springframework.expression.EvaluationContext;
import org.springframework.expression.MethodExecutor;
import org.springframework.expression.MethodResolver;
import org.springframework.expression.TypedValue;

/** The few methods of maps, lists and texts. They are written out here: nothing is looked up by reflection. */
final class PlainMethods implements MethodResolver {
    static final Set<String> NAMES = Set.of("size", "isEmpty", "contains", "get");

    @Override
    public @Nullable MethodExecutor resolve(
            EvaluationContext context, Object target, String name, List<TypeDescriptor> arguments) {
        int expected = name.equals("contains") || name.equals("get") ? 1 : 0;
        boolean known = NAMES.contains(name)
                && arguments.size() == expected
                && (target instanceof Map || target instanceof Collection || target instanceof CharSequence);
        return known ? (in, on, with) -> new TypedValue(call(on, name, with)) : null;
    }

    private static @Nullable Object call(Object target, String name, @Nullable Object[] arguments)
            throws AccessException {
        @Nullable Object argument = arguments.length == 0 ? null : arguments[0];
        if (target instanceof Map<?, ?> map) {
            return ofMap(map, name, argument);
        }
        if (target instanceof Collection<?> list) {
            return ofList(list, name, argument);
        }
        if (target instanceof CharSequence text) {
            return ofText(text.toString(), name, argument);
        }
        throw new AccessException("there is no method " + name + " here");
    }

    private static @Nullable Object ofMap(Map<?, ?> map, String name, @Nullable Object argument) {
        return switch (name) {
            case "size" -> map.size();
            case "isEmpty" -> map.isEmpty();
            case "contains" -> argument != null && map.containsKey(argument);
            default -> argument == null ? null : map.get(argument);
        };
    }

    private static @Nullable Object ofList(Collection<?> list, String name, @Nullable Object argument)
            throws AccessException {
        return switch (name) {
            case "size" -> list.size();
            case "isEmpty" -> list.isEmpty();
            case "contains" -> list.stream().anyMatch(each -> each == null ? argument == null : each.equals(argument));
            default -> element(list, argument);
        };
    }

    private static @Nullable Object element(Collection<?> list, @Nullable Object index) throws AccessException {
        if (!(list instanceof List<?> inOrder) || !(index instanceof Integer at)) {
            throw new AccessException("get takes a whole number");
        }
        if (at < 0 || at >= inOrder.size()) {
            throw new AccessException("get(" + at + ") is not one of the " + inOrder.size() + " elements");
        }
        return inOrder.get(at);
    }

    private static Object ofText(String text, String name, @Nullable Object argument) throws AccessException {
        return switch (name) {
            case "size" -> text.length();
            case "isEmpty" -> text.isEmpty();
            case "contains" -> argument != null && text.contains(argument.toString());
            default -> throw new AccessException("a text has no method get");
        };
    }
}
