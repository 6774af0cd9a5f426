package dev.assent.saga.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link ValueText}, and what Seata's Jackson and fastjson serializers have written. A class name in the text is
 * only a name: the value of an unknown class becomes a map, a list or text.
 */
final class TextValue {
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    /** {@code java.util.Date}, {@code [Ljava.lang.String;}, {@code a.b.Colour$Kind}: the last part begins with a capital. */
    private static final Pattern CLASS = Pattern.compile("(\\[+L)?([a-z_][\\w]*\\.)+[A-Z][\\w$]*;?|\\[+[A-Z]");

    private TextValue() {}

    /**
     * @param text null or empty gives null
     * @throws JsonProcessingException if it is no text of these forms
     * @throws NumberFormatException if a number cannot be read
     */
    static @Nullable Object of(@Nullable String text) throws JsonProcessingException {
        if (text == null || text.isBlank()) {
            return null;
        }
        JsonNode node;
        try {
            node = READER.readTree(text);
        } catch (JsonProcessingException e) {
            node = READER.readTree(FastjsonText.toJson(text));
        }
        return value(node);
    }

    private static @Nullable Object value(JsonNode node) {
        if (node.isObject()) {
            return map(node);
        }
        if (node.isArray()) {
            boolean typed = node.size() == 2
                    && node.get(0).isTextual()
                    && CLASS.matcher(node.get(0).textValue()).matches();
            return typed ? typed(node.get(0).textValue(), node.get(1)) : list(node);
        }
        if (node.isNumber()) {
            return number(node);
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() || node.isMissingNode() ? null : node.asText();
    }

    private static Object number(JsonNode node) {
        if (node.isFloatingPointNumber()) {
            return node.doubleValue();
        }
        if (node.canConvertToInt()) {
            return node.intValue();
        }
        return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
    }

    private static List<@Nullable Object> list(JsonNode node) {
        List<@Nullable Object> list = new ArrayList<>();
        node.forEach(each -> list.add(value(each)));
        return list;
    }

    private static @Nullable Object map(JsonNode node) {
        JsonNode date = node.get("val");
        if (date != null && node.size() == 2 && node.has("@type")) {
            return value(date); // fastjson's form of a date
        }
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(each -> {
            String key = each.getKey();
            if (!key.equals("@type")) {
                map.put(key.startsWith("@@") ? key.substring(1) : key, value(each.getValue()));
            }
        });
        return map;
    }

    private static @Nullable Object typed(String type, JsonNode node) {
        return switch (type) {
            case "java.lang.Long" -> Long.valueOf(node.asText());
            case "java.lang.Integer" -> Integer.valueOf(node.asText());
            case "java.lang.Short" -> Short.valueOf(node.asText());
            case "java.lang.Byte" -> Byte.valueOf(node.asText());
            case "java.lang.Double" -> Double.valueOf(node.asText());
            case "java.lang.Float" -> Float.valueOf(node.asText());
            case "java.math.BigDecimal" -> node.isNumber() ? node.decimalValue() : new BigDecimal(node.asText());
            case "java.math.BigInteger" -> new BigInteger(node.asText());
            default -> node.isArray() ? list(node) : value(node);
        };
    }
}
