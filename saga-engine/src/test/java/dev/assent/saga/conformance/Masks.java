package dev.assent.saga.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes ids equal, and text of maps independent of their order. */
final class Masks {
    private static final String ID = "\\b[0-9a-f]{32}\\b";

    private Masks() {}

    /** A value whose ids are masked and whose numbers are compared by value. */
    static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> masked = new TreeMap<>();
            map.forEach((key, each) -> masked.put(String.valueOf(key), value(each)));
            return masked;
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> masked = new ArrayList<>();
            list.forEach(each -> masked.add(value(each)));
            return masked;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        return value instanceof String text ? text.replaceAll(ID, "<seq>") : value;
    }

    /** {@code foo({b=1, a={d=1, c=2}})} with each map in the order of its keys. */
    static String call(String call) {
        String masked = call.replaceAll(ID, "<id>");
        int open = masked.indexOf('(');
        return open < 0
                ? masked
                : masked.substring(0, open) + "(" + sorted(masked.substring(open + 1, masked.length() - 1)) + ")";
    }

    private static String sorted(String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            return text;
        }
        Map<String, String> entries = new TreeMap<>();
        for (String entry : split(text.substring(1, text.length() - 1))) {
            int equals = entry.indexOf('=');
            if (equals < 0) {
                return text;
            }
            entries.put(entry.substring(0, equals), sorted(entry.substring(equals + 1)));
        }
        return entries.toString();
    }

    /** At the commas that are in no bracket. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (start < text.length()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }

    static String name(String state) {
        return state.replaceAll("^_compensate_sub_machine_state_.*", "_compensate_sub_machine_state_<n>");
    }

    static Map<String, @Nullable Object> without(Map<String, @Nullable Object> map, String... keys) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>(map);
        for (String key : keys) {
            rest.remove(key);
        }
        rest.values().removeIf(Objects::isNull);
        return rest;
    }
}
