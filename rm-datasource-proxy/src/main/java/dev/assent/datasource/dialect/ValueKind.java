package dev.assent.datasource.dialect;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The closed set of values that an image can hold. A kind says how a value is taken from the driver, given back to it
 * and spelt as text; all three keep it exactly. Undo records name kinds: never rename one.
 */
@SuppressWarnings("ImmutableEnumChecker") // pure functions
public enum ValueKind {
    BOOLEAN(Boolean.class, ResultSet::getBoolean, PreparedStatement::setBoolean, ValueKind::truth),
    /** Whole numbers of up to 64 bits with sign. */
    INTEGER(Long.class, ResultSet::getLong, PreparedStatement::setLong, Long::valueOf),
    /** The scale is part of the value. */
    DECIMAL(BigDecimal.class, ResultSet::getBigDecimal, PreparedStatement::setBigDecimal, BigDecimal::new),
    FLOAT(Float.class, ResultSet::getFloat, PreparedStatement::setFloat, Float::valueOf),
    DOUBLE(Double.class, ResultSet::getDouble, PreparedStatement::setDouble, Double::valueOf),
    /** A double that is written as text: as a number, its spelling may lose the sign of a zero. */
    SPELT_DOUBLE(Double.class, ResultSet::getDouble, (s, i, v) -> s.setString(i, v.toString()), Double::valueOf),
    TEXT(String.class, ResultSet::getString, PreparedStatement::setString, text -> text),
    BYTES(Bytes.class, ValueKind::bytes, (s, i, v) -> s.setBytes(i, v.toArray()), Bytes::ofText),
    DATE(LocalDate.class, as(LocalDate.class), PreparedStatement::setObject, LocalDate::parse),
    TIME(LocalTime.class, as(LocalTime.class), PreparedStatement::setObject, LocalTime::parse),
    TIMESTAMP(LocalDateTime.class, as(LocalDateTime.class), PreparedStatement::setObject, LocalDateTime::parse),
    /** An instant with the offset it was written with. */
    OFFSET_TIMESTAMP(
            OffsetDateTime.class, as(OffsetDateTime.class), PreparedStatement::setObject, OffsetDateTime::parse),
    UUID(UUID.class, as(UUID.class), PreparedStatement::setObject, java.util.UUID::fromString),
    /** Any type as the database itself spells its value; given back as text whose type the database finds out. */
    NATIVE(String.class, ResultSet::getString, (s, i, v) -> s.setObject(i, v, Types.OTHER), text -> text);

    private final Class<?> type;
    private final Codec<?> codec;

    <T> ValueKind(Class<T> type, Reader<T> reader, Binder<T> binder, Function<String, T> parser) {
        this.type = type;
        this.codec = new Codec<>(type, reader, binder, parser);
    }

    /** What a value of this kind is in Java; its {@code equals} compares exactly. */
    public Class<?> type() {
        return type;
    }

    /** Whether databases spell a value of this kind as its {@code toString} does. */
    public boolean spellsAsDatabase() {
        return this == INTEGER || this == TEXT || this == UUID || this == NATIVE || this == BOOLEAN;
    }

    public @Nullable Object read(ResultSet from, int index) throws SQLException {
        Object value = codec.reader.read(from, index);
        return from.wasNull() ? null : value;
    }

    public void bind(PreparedStatement to, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            to.setNull(index, Types.NULL);
        } else {
            codec.bind(to, index, value);
        }
    }

    /**
     * The inverse of the value's {@code toString}.
     *
     * @throws IllegalArgumentException if it is not spelt as {@code toString} spells it
     */
    public Object parse(String text) {
        Object value = parsed(text);
        if (!value.toString().equals(text)) {
            throw new IllegalArgumentException(text + " is not how " + value + " is spelt");
        }
        return value;
    }

    private Object parsed(String text) {
        try {
            return codec.parser.apply(text);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no value of kind " + this + ": " + e.getMessage(), e);
        }
    }

    private static Boolean truth(String text) {
        return text.equals("true");
    }

    private static @Nullable Bytes bytes(ResultSet from, int index) throws SQLException {
        byte[] bytes = from.getBytes(index);
        return bytes == null ? null : new Bytes(bytes);
    }

    private static <T> Reader<T> as(Class<T> type) {
        return (from, index) -> from.getObject(index, type);
    }

    private record Codec<T>(Class<T> type, Reader<T> reader, Binder<T> binder, Function<String, T> parser) {
        void bind(PreparedStatement to, int index, Object value) throws SQLException {
            binder.bind(to, index, type.cast(value));
        }
    }

    private interface Reader<T> {
        @Nullable
        T read(ResultSet from, int index) throws SQLException;
    }

    private interface Binder<T> {
        void bind(PreparedStatement to, int index, T value) throws SQLException;
    }
}
