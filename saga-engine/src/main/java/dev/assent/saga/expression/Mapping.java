package dev.assent.saga.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills one tree of literals and expressions with values. A null leaves a map without the key, and stays in a list. */
final class Mapping {
    private final Expressions expressions;
    private final Scope scope;
    private @Nullable String firstSequence;

    Mapping(Expressions expressions, Scope scope) {
        this.expressions = expressions;
        this.scope = scope;
    }

    Inputs input(List<?> raw) {
        List<@Nullable Object> values = list(raw);
        return new Inputs(values, firstSequence);
    }

    Map<String, Object> output(Map<String, ?> raw) {
        return map(raw);
    }

    private @Nullable Object value(@Nullable Object raw) {
        if (raw instanceof Map<?, ?> map) {
            return map(map);
        }
        if (raw instanceof List<?> list) {
            return list(list);
        }
        return raw instanceof String text && Notation.isExpression(text) ? evaluated(text) : raw;
    }

    private @Nullable Object evaluated(String text) {
        Object value = expressions.parse(text).value(scope);
        if (firstSequence == null && value != null && Notation.of(text).type().equals(Expressions.SEQUENCE)) {
            firstSequence = value.toString();
        }
        return value;
    }

    private Map<String, Object> map(Map<?, ?> raw) {
        Map<String, Object> map = new LinkedHashMap<>();
        raw.forEach((key, each) -> {
            Object value = value(each);
            if (value != null) {
                map.put(String.valueOf(key), value);
            }
        });
        return map;
    }

    private List<@Nullable Object> list(List<?> raw) {
        List<@Nullable Object> list = new ArrayList<>();
        raw.forEach(each -> list.add(value(each)));
        return list;
    }
}
