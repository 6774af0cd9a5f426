package dev.assent.saga;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out the names of classes that definitions for Seata's engine have in the values of {@code Input}: {@code "@type"} in a
 * map, and a list {@code ["class", [...]]}. The method's parameter type says what a value becomes.
 */
final class TypeHints {
    private static final String KEY = "@type";
    private static final Pattern CLASS = Pattern.compile("(\\[+L)?([\\w$]+\\.)+[\\w$]+;?");

    private TypeHints() {}

    static @Nullable Object without(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
            map.forEach((key, each) -> {
                if (!KEY.equals(key)) {
                    plain.put(key, without(each));
                }
            });
            return plain;
        }
        if (!(value instanceof List<?> list)) {
            return value;
        }
        List<?> elements = isHinted(list) ? (List<?>) list.get(1) : list;
        List<@Nullable Object> plain = new ArrayList<>();
        elements.forEach(each -> plain.add(without(each)));
        return plain;
    }

    private static boolean isHinted(List<?> list) {
        return list.size() == 2
                && list.get(0) instanceof String name
                && list.get(1) instanceof List
                && CLASS.matcher(name).matches();
    }
}
