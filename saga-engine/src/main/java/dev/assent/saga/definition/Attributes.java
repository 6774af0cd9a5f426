package dev.assent.saga.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of a machine, a state, or a part of one; what cannot be read is a problem and reads as absent. */
record Attributes(JsonNode node, @Nullable String state, String path, Problems problems) {
    private static final int LONGEST = 60;

    /** A node that is absent, or null, has no attributes. */
    static Attributes of(@Nullable JsonNode node, @Nullable String state, String path, Problems problems) {
        return new Attributes(node == null ? MissingNode.getInstance() : node, state, path, problems);
    }

    /** Null if it is absent or null. */
    @Nullable
    JsonNode get(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    boolean has(String name) {
        return get(name) != null;
    }

    @Nullable
    String text(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (value.isTextual()) {
            return value.textValue();
        }
        if (value.isNumber()) {
            return value.asText();
        }
        wrong(name, "a text", value);
        return null;
    }

    /** Empty if it is missing, which is a problem then. */
    String requiredText(String name) {
        String text = text(name);
        if (text == null || text.isBlank()) {
            if (!has(name) || (text != null && text.isBlank())) {
                problem(name, "expected a text, but it is " + (has(name) ? "empty" : "missing"));
            }
            return "";
        }
        return text;
    }

    boolean bool(String name, boolean absent) {
        Boolean value = bool(name);
        return value == null ? absent : value;
    }

    @Nullable
    Boolean bool(String name) {
        JsonNode value = get(name);
        if (value == null || value.isBoolean()) {
            return value == null ? null : value.booleanValue();
        }
        wrong(name, "true or false", value);
        return null;
    }

    @Nullable
    Double number(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return null;
        }
        if (value.isNumber() && Double.isFinite(value.doubleValue()) && value.doubleValue() >= 0) {
            return value.doubleValue();
        }
        wrong(name, "a number that is not negative", value);
        return null;
    }

    double number(String name, double absent) {
        Double value = number(name);
        return value == null ? absent : value;
    }

    /** Seconds, more than none. */
    @Nullable
    Duration seconds(String name) {
        Double value = number(name);
        if (value == null) {
            return null;
        }
        if (value <= 0) {
            problem(name, "expected more than 0 seconds, but got " + value);
            return null;
        }
        return Duration.ofMillis(Math.round(value * 1000));
    }

    /** One of an enum's words; null if it is absent. */
    <E extends Enum<E>> @Nullable E word(String name, E[] all, Function<E, String> word) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        for (E one : all) {
            if (word.apply(one).equals(text)) {
                return one;
            }
        }
        String words = Stream.of(all).map(word).collect(Collectors.joining(" or "));
        problem(name, "expected " + words + ", but got '" + text + "'");
        return null;
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (JsonNode each : elements(name)) {
            if (each.isTextual()) {
                all.add(each.textValue());
            } else {
                wrong(name, "texts", each);
            }
        }
        return all;
    }

    /** The objects in an array. */
    List<Attributes> objects(String name) {
        List<Attributes> all = new ArrayList<>();
        for (JsonNode each : elements(name)) {
            if (each.isObject()) {
                all.add(of(each, state, at(name) + "[" + all.size() + "]", problems));
            } else {
                wrong(name, "objects", each);
            }
        }
        return all;
    }

    List<JsonNode> elements(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            wrong(name, "an array", value);
            return List.of();
        }
        List<JsonNode> all = new ArrayList<>();
        value.forEach(all::add);
        return all;
    }

    /** The members of an object, in order. */
    Map<String, JsonNode> members(String name) {
        JsonNode value = get(name);
        if (value == null) {
            return Map.of();
        }
        if (!value.isObject()) {
            wrong(name, "an object", value);
            return Map.of();
        }
        Map<String, JsonNode> all = new LinkedHashMap<>();
        value.properties().forEach(each -> all.put(each.getKey(), each.getValue()));
        return all;
    }

    void wrong(String name, String expected, JsonNode found) {
        String text = found.toString();
        problem(
                name,
                "expected " + expected + ", but got "
                        + (text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…"));
    }

    void problem(String name, String expected) {
        problems.add(state, at(name), expected);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
