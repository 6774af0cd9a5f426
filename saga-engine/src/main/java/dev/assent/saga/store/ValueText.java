package dev.assent.saga.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.assent.saga.StoreException;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values as text, in the form that Seata's Jackson serializer has: lists and numbers that JSON does not distinguish carry
 * the name of their class. A map's key that begins with {@code @} gets a second one.
 */
final class ValueText {
    private static final ObjectWriter WRITER = new JsonMapper().writer();

    private ValueText() {}

    /** @return null for null */
    static @Nullable String of(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator json = WRITER.createGenerator(text)) {
            write(value, json);
        } catch (IOException e) {
            throw StoreException.of(StoreErrors.noAnswer("write a value", e), e);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof Number number) {
            writeNumber(number, json);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            json.writeString("java.util.ArrayList");
            json.writeStartArray();
            for (Object each : list) {
                write(each, json);
            }
            json.writeEndArray();
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            json.writeStringField("@type", "java.util.LinkedHashMap");
            for (Map.Entry<?, ?> each : map.entrySet()) {
                String key = String.valueOf(each.getKey());
                json.writeFieldName(key.startsWith("@") ? '@' + key : key);
                write(each.getValue(), json);
            }
            json.writeEndObject();
        } else {
            throw StoreException.of(StoreErrors.noValue(value), null);
        }
    }

    private static void writeNumber(Number number, JsonGenerator json) throws IOException {
        if (number instanceof Integer plain) {
            json.writeNumber(plain);
        } else if (number instanceof Double plain && Double.isFinite(plain) && plain != 0) {
            json.writeNumber(plain);
        } else if (number instanceof Long
                || number instanceof Double
                || number instanceof Float
                || number instanceof Short
                || number instanceof Byte
                || number instanceof BigDecimal
                || number instanceof BigInteger) {
            json.writeStartArray();
            json.writeString(number.getClass().getName());
            json.writeString(number.toString());
            json.writeEndArray();
        } else {
            throw StoreException.of(StoreErrors.noValue(number), null);
        }
    }
}
