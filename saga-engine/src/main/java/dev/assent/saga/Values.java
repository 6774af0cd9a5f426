package dev.assent.saga;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assent.saga.run.Reason;
import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes plain values of what services return: maps with text keys, lists, text, booleans and numbers, which a store gives back
 * as they were. Immutable; a result is never changed afterwards.
 */
final class Values {
    private static final int DEEPEST = 100;

    private final ObjectMapper mapper;

    Values(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Nullable
    Object plain(@Nullable Object value) {
        return plain(value, 0);
    }

    Map<String, Object> plainMap(Map<String, ?> map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            Object each = plain(value);
            if (each != null) {
                plain.put(key, each);
            }
        });
        return plain;
    }

    private @Nullable Object plain(@Nullable Object value, int depth) {
        if (value == null || isPlain(value)) {
            return value;
        }
        if (depth > DEEPEST) {
            throw bad(value, "it is nested more than " + DEEPEST + " levels deep", null);
        }
        if (value instanceof Short || value instanceof Byte) {
            return ((Number) value).intValue();
        }
        if (value instanceof Float number) {
            return Double.valueOf(number.toString());
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Character || value instanceof CharSequence) {
            return value.toString();
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map, depth);
        }
        if (value instanceof Iterable<?> list) {
            return ofList(list, depth);
        }
        return value.getClass().isArray() && !(value instanceof byte[]) ? ofArray(value, depth) : ofBean(value, depth);
    }

    private static boolean isPlain(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Integer
                || value instanceof Long
                || value instanceof Double
                || value instanceof BigDecimal
                || value instanceof BigInteger;
    }

    private Map<String, @Nullable Object> ofMap(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, value) -> plain.put(String.valueOf(key), plain(value, depth + 1)));
        return plain;
    }

    private List<@Nullable Object> ofList(Iterable<?> list, int depth) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object each : list) {
            plain.add(plain(each, depth + 1));
        }
        return plain;
    }

    private List<@Nullable Object> ofArray(Object array, int depth) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            plain.add(plain(Array.get(array, i), depth + 1));
        }
        return plain;
    }

    private @Nullable Object ofBean(Object bean, int depth) {
        try {
            Object tree = mapper.readValue(mapper.writeValueAsBytes(bean), Object.class);
            return plain(tree, depth + 1);
        } catch (IOException e) {
            throw bad(bean, String.valueOf(e.getMessage()), e);
        }
    }

    private static SagaException bad(Object value, String why, @Nullable Throwable cause) {
        return new SagaException(Reason.INVALID_PARAMETER, SagaErrors.notAValue(value, why), null, cause);
    }
}
