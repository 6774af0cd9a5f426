package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Bytes;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value as Seata's client got it from its driver. Jackson names its class, and dates and times are counted from 1970 in
 * the time zone of the client's process, which must be the time zone of this one.
 *
 * @param content null, or a {@link String}, {@link Boolean}, {@link BigDecimal}, {@link Float}, {@link Double},
 *     {@link Bytes}, {@link Instant}, {@link LocalDateTime}, {@link LocalDate} or {@link LocalTime}
 */
record SeataValue(@Nullable Object content) {
    private static final long MILLIS = 1000;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long NANOS = 1_000_000_000;
    private static final Set<String> WHOLE_NUMBERS =
            Set.of("java.lang.Long", "java.lang.Integer", "java.lang.Short", "java.lang.Byte", "java.math.BigInteger");
    private static final Set<String> TEXTS =
            Set.of("javax.sql.rowset.serial.SerialClob", "java.lang.String", "java.util.UUID");
    private static final Set<String> BYTES = Set.of("[B", "javax.sql.rowset.serial.SerialBlob");

    /** @throws IllegalArgumentException if it is of a class that is not known */
    static SeataValue of(@Nullable Object node) {
        if (node instanceof List<?> list
                && list.size() == 2
                && list.get(0) instanceof String type
                && list.get(1) != null) {
            try {
                return new SeataValue(tagged(type, list.get(1)));
            } catch (ClassCastException | DateTimeException | ArithmeticException | NumberFormatException e) {
                throw new IllegalArgumentException("a value of class " + type + " is " + shown(list.get(1)), e);
            }
        }
        if (node instanceof Map<?, ?> members) {
            throw new IllegalArgumentException(
                    "a value is an object" + (members.get("@type") == null ? "" : " of class " + members.get("@type")));
        }
        if (node instanceof List<?>) {
            throw new IllegalArgumentException("a value is a list without a class");
        }
        return new SeataValue(node);
    }

    private static @Nullable Object tagged(String type, Object content) {
        if (WHOLE_NUMBERS.contains(type)) {
            return new BigDecimal(((BigDecimal) content).toBigIntegerExact());
        }
        if (TEXTS.contains(type)) {
            return (String) content;
        }
        if (BYTES.contains(type)) {
            return bytes((String) content);
        }
        return switch (type) {
            case "java.math.BigDecimal" -> (BigDecimal) content;
            case "java.lang.Float" -> Float.valueOf(content.toString());
            case "java.lang.Double" -> Double.valueOf(content.toString());
            case "java.lang.Boolean" -> (Boolean) content;
            case "java.sql.Timestamp", "java.util.Date" -> instant(content);
            case "java.time.LocalDateTime" -> LocalDateTime.ofInstant(instant(content), ZoneId.systemDefault());
            case "java.sql.Date" ->
                content instanceof String text
                        ? LocalDate.parse(text)
                        : LocalDate.ofInstant(instant(content), ZoneId.systemDefault());
            case "java.sql.Time" -> LocalTime.parse((String) content);
            case "org.postgresql.util.PGobject" -> (String) ((Map<?, ?>) content).get("value");
            default -> throw new IllegalArgumentException("a value is of class " + type);
        };
    }

    private static Bytes bytes(String base64) {
        try {
            return Bytes.ofText(base64);
        } catch (IllegalArgumentException e) {
            throw (NumberFormatException) new NumberFormatException("no Base64").initCause(e);
        }
    }

    /** Milliseconds since 1970, or a list of them and of the nanoseconds within their second. */
    private static Instant instant(Object content) {
        if (content instanceof List<?> pair && pair.size() == 2) {
            long nanos = ((BigDecimal) pair.get(1)).longValueExact();
            if (nanos < 0 || nanos >= NANOS) {
                throw new ArithmeticException("nanoseconds of more than a second");
            }
            return Instant.ofEpochSecond(Math.floorDiv(((BigDecimal) pair.get(0)).longValueExact(), MILLIS), nanos);
        }
        long millis = ((BigDecimal) content).longValueExact();
        return Instant.ofEpochSecond(Math.floorDiv(millis, MILLIS), Math.floorMod(millis, MILLIS) * NANOS_PER_MILLI);
    }

    private static String shown(Object content) {
        String text = content.toString();
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
