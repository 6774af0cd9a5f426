package dev.assent.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds our frames from the fields of a vector, by the names of the records' components. */
final class VectorFrames {
    private static final String SEATAS_SLIP = "FailedLockGlobalTranscation";

    private final Version version;
    private final boolean asRead;

    private VectorFrames(Version version, boolean asRead) {
        this.version = version;
        this.asRead = asRead;
    }

    static Frame asSent(Vector vector) {
        return new VectorFrames(Version.parse(vector.version()), false).frame(vector);
    }

    /** What the wire cannot say is gone: empty texts, the message of a success, the end of a long one. */
    static Frame asRead(Vector vector) {
        return new VectorFrames(Version.parse(vector.version()), true).frame(vector);
    }

    private Frame frame(Vector vector) {
        JsonNode frame = vector.frame();
        Map<String, @Nullable String> head = new LinkedHashMap<>();
        frame.get("head_map").properties().forEach(e -> head.put(e.getKey(), plainText(e.getValue())));
        return new Frame(
                Objects.requireNonNull(FrameType.ofCode(frame.get("type").asInt())),
                (byte) frame.get("codec").asInt(),
                (byte) frame.get("compressor").asInt(),
                frame.get("request_id").asInt(),
                head,
                vector.message().equals("HeartbeatMessage") ? null : message(vector.message(), vector.fields()));
    }

    private Message message(String name, JsonNode fields) {
        try {
            Class<?> type = Class.forName("dev.assent.protocol." + name);
            List<@Nullable Object> values = new ArrayList<>();
            List<Class<?>> types = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                types.add(component.getType());
                values.add(value(component, fields));
            }
            return (Message)
                    type.getDeclaredConstructor(types.toArray(new Class<?>[0])).newInstance(values.toArray());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name, e);
        }
    }

    private @Nullable Object value(RecordComponent component, JsonNode fields) {
        return switch (component.getName()) {
            case "result" -> result(fields);
            case "exceptionCode" ->
                exceptionCode(fields.get("transactionExceptionCode").asText());
            case "timeoutMillis" -> fields.get("timeout").asInt();
            default -> value(component, present(fields, component.getName()), component.getType());
        };
    }

    private @Nullable Object value(RecordComponent component, JsonNode field, Class<?> type) {
        if (type == List.class) {
            return list(component, field);
        }
        if (type == String.class) {
            return text(field);
        }
        if (field.isNull()) {
            return null;
        }
        if (type == long.class) {
            return field.asLong();
        }
        if (type == short.class) {
            return (short) field.asInt();
        }
        return type == boolean.class ? (Object) field.asBoolean() : named(type, field.asText());
    }

    private List<?> list(RecordComponent component, JsonNode field) {
        List<Object> items = new ArrayList<>();
        if (((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0] == Message.class) {
            field.forEach(item -> items.add(message(item.get("cls").asText(), item.get("fields"))));
        } else if (version.understandsBatchResult()) { // before, no ids travel
            field.forEach(item -> items.add(item.asInt()));
        }
        return items;
    }

    private Result result(JsonNode fields) {
        boolean success = fields.get("resultCode").asText().equals("Success");
        String msg = text(fields.get("msg"));
        if (asRead && success) {
            return Result.SUCCESS;
        }
        boolean isLong = asRead && msg != null && msg.length() > 32_767;
        return new Result(success, isLong && msg != null ? msg.substring(0, 32_767) : msg);
    }

    private int exceptionCode(String name) {
        String ours = name.equals(SEATAS_SLIP) ? "FailedLockGlobalTransaction" : name;
        return ((ExceptionCode) named(ExceptionCode.class, ours)).toWire(version);
    }

    private @Nullable String text(JsonNode field) {
        JsonNode repeat = field.get("$repeat");
        String text = repeat == null
                ? plainText(field)
                : repeat.get(0).asText().repeat(repeat.get(1).asInt());
        return asRead && text != null && text.isEmpty() ? null : text;
    }

    private static @Nullable String plainText(JsonNode field) {
        return field.isNull() ? null : field.asText();
    }

    private static JsonNode present(JsonNode fields, String name) {
        JsonNode field = fields.get(name);
        if (field == null) {
            throw new AssertionError("no " + name + " in " + fields);
        }
        return field;
    }

    private static Object named(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> plain(constant.toString()).equals(plain(name)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name));
    }

    private static String plain(String name) {
        return name.replace("_", "").toUpperCase(Locale.ROOT);
    }
}
