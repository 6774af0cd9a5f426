package dev.assent.saga.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the untyped maps and lists that a store gives back. */
final class Trees {
    private Trees() {}

    static List<String> texts(@Nullable Object list) {
        List<String> texts = new ArrayList<>();
        for (Object each : list(list)) {
            texts.add(String.valueOf(each));
        }
        return texts;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(@Nullable Object list) {
        return list == null ? List.of() : (List<Object>) list;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object map) {
        return map == null ? Map.of() : (Map<String, Object>) map;
    }

    static @Nullable String text(Map<String, ?> tree, String key) {
        Object value = tree.get(key);
        return value == null ? null : value.toString();
    }

    static int number(Map<String, ?> tree, String key) {
        return tree.get(key) instanceof Number number ? number.intValue() : 0;
    }

    static @Nullable Integer optionalNumber(Map<String, ?> tree, String key) {
        return tree.get(key) instanceof Number number ? (Integer) number.intValue() : null;
    }

    static @Nullable Long optionalLong(Map<String, ?> tree, String key) {
        return tree.get(key) instanceof Number number ? (Long) number.longValue() : null;
    }

    /** A map of the keys whose value is not null. */
    static void put(Map<String, Object> tree, String key, @Nullable Object value) {
        if (value != null) {
            tree.put(key, value);
        }
    }

    static List<Integer> numbers(@Nullable Object list) {
        List<Integer> numbers = new ArrayList<>();
        for (Object each : list(list)) {
            numbers.add(((Number) each).intValue());
        }
        return numbers;
    }

    static Map<String, Object> copy(Map<String, Object> map) {
        return new LinkedHashMap<>(map);
    }
}
