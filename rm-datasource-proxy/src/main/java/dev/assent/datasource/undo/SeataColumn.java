package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Bytes;
import dev.assent.datasource.dialect.ValueKind;
import dev.assent.datasource.image.Value;
import dev.assent.datasource.table.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a value of Seata's the value that reading the column gives us.
 *
 * @param fraction how many digits of a second the column holds
 */
record SeataColumn(Column column, ValueKind kind, int fraction) {
    private static final int NANO_DIGITS = 9;
    private static final int LAST_YEAR = 9999;

    /** @throws IllegalArgumentException if it has no such value */
    Value value(SeataValue given) {
        try {
            Object content = given.content();
            return new Value(kind, content == null ? null : content(content));
        } catch (ArithmeticException | DateTimeException | NumberFormatException e) {
            throw unfit(given.content(), e);
        }
    }

    private Object content(Object given) {
        return switch (kind) {
            case BOOLEAN -> given instanceof Boolean truth ? truth : isOne(number(given));
            case INTEGER -> number(given).longValueExact();
            case DECIMAL -> isTimestamp() ? seconds(given) : number(given);
            case FLOAT ->
                given instanceof Double || given instanceof Float
                        ? (Object) ((Number) given).floatValue()
                        : Float.valueOf(number(given).toString());
            case DOUBLE, SPELT_DOUBLE ->
                given instanceof Double || given instanceof Float
                        ? (Object) ((Number) given).doubleValue()
                        : doubled(given);
            case BYTES -> given instanceof Bytes bytes ? bytes : unfitting(given);
            case UUID -> UUID.fromString(text(given));
            case DATE -> date(given);
            case TIME -> time(given);
            case TIMESTAMP -> local(given);
            case TEXT, NATIVE -> spelt(given);
            case OFFSET_TIMESTAMP -> unfitting(given);
        };
    }

    /** As the database spells it. */
    private String spelt(Object given) {
        return switch (type()) {
            case "date" -> date(given).toString();
            case "datetime" -> seconds(local(given)) + digits(nanos(local(given)));
            case "timestamp" -> seconds(local(given)) + trimmed(nanos(local(given)));
            case "timestamptz" -> {
                LocalDateTime utc = LocalDateTime.ofInstant(instant(given), ZoneOffset.UTC);
                yield seconds(inRange(utc)) + trimmed(nanos(utc));
            }
            case "time" ->
                DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).format(time(given))
                        + (kind == ValueKind.TEXT ? digits(nanos(time(given))) : trimmed(nanos(time(given))));
            case "year" ->
                given instanceof LocalDate day
                        ? String.valueOf(day.getYear())
                        : number(given).toPlainString();
            case "numeric" ->
                given instanceof String text ? text : number(given).toPlainString();
            default -> text(given);
        };
    }

    private String type() {
        return column.typeName().toLowerCase(Locale.ROOT).replaceFirst("[ (].*", "");
    }

    /** MySQL's TIMESTAMP keeps a moment and not a date: it is read as seconds since 1970. */
    private boolean isTimestamp() {
        return type().equals("timestamp");
    }

    private BigDecimal seconds(Object given) {
        Instant moment = instant(given);
        return BigDecimal.valueOf(moment.getEpochSecond())
                .add(BigDecimal.valueOf(moment.getNano(), NANO_DIGITS))
                .setScale(fraction, RoundingMode.UNNECESSARY);
    }

    private static String seconds(LocalDateTime moment) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).format(moment);
    }

    /** All digits that the column has. */
    private String digits(int nanos) {
        BigDecimal exact = BigDecimal.valueOf(nanos, NANO_DIGITS).setScale(fraction, RoundingMode.UNNECESSARY);
        return fraction == 0 ? "" : exact.toPlainString().substring(1);
    }

    private static String trimmed(int nanos) {
        return nanos == 0
                ? ""
                : BigDecimal.valueOf(nanos, NANO_DIGITS)
                        .stripTrailingZeros()
                        .toPlainString()
                        .substring(1);
    }

    private static int nanos(TemporalAccessor time) {
        return time.get(ChronoField.NANO_OF_SECOND);
    }

    private Instant instant(Object given) {
        return given instanceof Instant moment
                ? moment
                : local(given).atZone(ZoneId.systemDefault()).toInstant();
    }

    private LocalDateTime local(Object given) {
        if (given instanceof Instant moment) {
            return inRange(LocalDateTime.ofInstant(moment, ZoneId.systemDefault()));
        }
        if (given instanceof String text) {
            // fastjson's texts of a Timestamp end at the second, whatever the column held
            if (fraction > 0 && text.indexOf('T') < 0 && text.indexOf('.') < 0) {
                throw new DateTimeException("the fraction of the second is lost");
            }
            return inRange(LocalDateTime.parse(text.replace(' ', 'T')));
        }
        return given instanceof LocalDateTime moment ? inRange(moment) : (LocalDateTime) unfitting(given);
    }

    private static LocalDateTime inRange(LocalDateTime moment) {
        if (moment.getYear() < 1 || moment.getYear() > LAST_YEAR) {
            throw new DateTimeException("year " + moment.getYear());
        }
        return moment;
    }

    private LocalDate date(Object given) {
        return given instanceof LocalDate day
                ? inRange(day.atStartOfDay()).toLocalDate()
                : given instanceof String text && text.length() == "0000-00-00".length()
                        ? LocalDate.parse(text)
                        : given instanceof String text
                                ? inRange(LocalDateTime.parse(text.replace(' ', 'T')))
                                        .toLocalDate()
                                : local(given).toLocalDate();
    }

    private LocalTime time(Object given) {
        LocalTime time = given instanceof String text
                ? LocalTime.parse(text)
                : given instanceof LocalTime found ? found : (LocalTime) unfitting(given);
        if (fraction > 0 && nanos(time) == 0) { // a java.sql.Time has none, whatever the column held
            throw new DateTimeException("the fraction of the second is lost");
        }
        return time;
    }

    private BigDecimal number(Object given) {
        if (given instanceof BigDecimal number) {
            return number;
        }
        if (given instanceof Boolean truth) {
            return truth ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (given instanceof Bytes bytes) { // BIT(n)
            return new BigDecimal(new BigInteger(1, bytes.toArray()));
        }
        return given instanceof String text ? new BigDecimal(text) : (BigDecimal) unfitting(given);
    }

    private boolean isOne(BigDecimal bit) {
        boolean one = bit.compareTo(BigDecimal.ONE) == 0;
        return (one || bit.signum() == 0) ? one : (Boolean) unfitting(bit);
    }

    private Double doubled(Object given) {
        return given instanceof String text
                ? Double.valueOf(text)
                : Double.valueOf(number(given).doubleValue());
    }

    private String text(Object given) {
        return given instanceof String text ? text : (String) unfitting(given);
    }

    private Object unfitting(Object given) {
        throw unfit(given, null);
    }

    private IllegalArgumentException unfit(@Nullable Object given, @Nullable Exception why) {
        String seen = given == null
                ? ""
                : given.getClass().getSimpleName() + " " + new Value(ValueKind.TEXT, given.toString());
        return new IllegalArgumentException(
                "the value of column " + column.name() + " (" + column.typeName() + ") is " + seen
                        + (why == null ? "" : ": " + why.getMessage()),
                why);
    }
}
