package dev.assent.datasource.branch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Generated keys that were read before the caller could read them: a driver hands them out once. Read forward, by index
 * or label, as numbers, texts or what they are; JDBC's other conversions are refused by name.
 */
public final class CopiedRows {
    private final ResultSetMetaData metaData;
    private final @Nullable Statement open;
    private final List<String> labels = new ArrayList<>();
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private CopiedRows(ResultSetMetaData metaData, @Nullable Statement open) {
        this.metaData = metaData;
        this.open = open;
    }

    static CopiedRows of(ResultSet driver) throws SQLException {
        return of(driver, null);
    }

    /** @param open must not be closed as long as a caller may ask what the columns are */
    static CopiedRows of(ResultSet driver, @Nullable Statement open) throws SQLException {
        CopiedRows copy = new CopiedRows(driver.getMetaData(), open);
        for (int i = 1; i <= copy.metaData.getColumnCount(); i++) {
            copy.labels.add(copy.metaData.getColumnLabel(i));
        }
        while (driver.next()) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int i = 1; i <= copy.labels.size(); i++) {
                row.add(driver.getObject(i));
            }
            copy.rows.add(row);
        }
        return copy;
    }

    /** These rows after the rows of an earlier run in the same batch, if there was one. */
    public CopiedRows behind(@Nullable CopiedRows earlier) throws SQLException {
        if (earlier != null) {
            earlier.close();
        }
        CopiedRows both = new CopiedRows(metaData, open);
        both.labels.addAll(labels);
        both.rows.addAll(earlier == null ? List.of() : earlier.rows);
        both.rows.addAll(rows);
        return both;
    }

    int size() {
        return rows.size();
    }

    /** No caller reads them any more. */
    public void close() throws SQLException {
        if (open != null) {
            open.close();
        }
    }

    int width() {
        return labels.size();
    }

    /** What was read with them for another purpose is not for the caller. */
    CopiedRows columns(int first) {
        CopiedRows copy = with(rows);
        copy.labels.subList(first, labels.size()).clear();
        return copy;
    }

    /** The rows whose first value is such. */
    CopiedRows where(Predicate<@Nullable Object> first) {
        return with(rows.stream().filter(row -> first.test(row.get(0))).toList());
    }

    CopiedRows last() {
        return with(rows.subList(rows.size() - 1, rows.size()));
    }

    private CopiedRows with(List<List<@Nullable Object>> some) {
        CopiedRows copy = new CopiedRows(metaData, open);
        copy.labels.addAll(labels);
        copy.rows.addAll(some);
        return copy;
    }

    /** A new one each time, before its first row. */
    public ResultSet resultSet() {
        return (ResultSet) Proxy.newProxyInstance(
                CopiedRows.class.getClassLoader(), new Class<?>[] {ResultSet.class}, new Cursor());
    }

    private final class Cursor implements InvocationHandler {
        private int at = -1;
        private boolean closed;
        private boolean wasNull;

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
                throws SQLException {
            if (args != null && method.getName().startsWith("get") && isColumn(method)) {
                Class<?> wanted = args.length == 2 && args[1] instanceof Class<?> type ? type : method.getReturnType();
                return value(place(args[0]), wanted);
            }
            return switch (method.getName()) {
                case "next" -> ++at < rows.size();
                case "wasNull" -> wasNull;
                case "close" -> close();
                case "isClosed" -> closed;
                case "getMetaData" -> VisibleColumns.of(metaData, labels.size());
                case "getRow" -> at < rows.size() ? at + 1 : 0;
                case "isBeforeFirst" -> at < 0 && !rows.isEmpty();
                case "isAfterLast" -> at >= rows.size() && !rows.isEmpty();
                case "getType" -> ResultSet.TYPE_FORWARD_ONLY;
                case "getConcurrency" -> ResultSet.CONCUR_READ_ONLY;
                case "getFetchDirection" -> ResultSet.FETCH_FORWARD;
                case "findColumn" -> place(args == null ? null : args[0]) + 1;
                case "getWarnings", "getStatement" -> null;
                case "clearWarnings", "setFetchSize", "setFetchDirection" -> null;
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> args != null && proxy == args[0];
                case "toString" -> "generated keys " + rows;
                default ->
                    throw new SQLFeatureNotSupportedException("Expected generated keys to be read by get methods, but "
                            + method.getName() + " was called.");
            };
        }

        private boolean isColumn(Method method) {
            Class<?> first = method.getParameterTypes()[0];
            return first == int.class || first == String.class;
        }

        private @Nullable Object close() {
            closed = true;
            return null;
        }

        private int place(@Nullable Object column) throws SQLException {
            int place = column instanceof Integer index ? index - 1 : -1;
            for (int i = 0; i < labels.size() && place < 0; i++) {
                place = labels.get(i).equalsIgnoreCase(String.valueOf(column)) ? i : -1;
            }
            if (place < 0 || place >= labels.size()) {
                throw new SQLDataException("Expected one of the generated columns " + labels + ", but got " + column);
            }
            return place;
        }

        private @Nullable Object value(int place, Class<?> wanted) throws SQLException {
            if (at < 0 || at >= rows.size()) {
                throw new SQLDataException(
                        "Expected a row of generated keys, but stood before the first or behind the last.");
            }
            Object value = rows.get(at).get(place);
            wasNull = value == null;
            return Conversion.to(wanted, value);
        }
    }

    /** Between the types a key has. */
    private static final class Conversion {
        static @Nullable Object to(Class<?> wanted, @Nullable Object value) throws SQLException {
            if (value == null) {
                return wanted.isPrimitive() ? number(wanted, BigDecimal.ZERO) : null;
            }
            if (wanted == Object.class || wanted.isInstance(value)) {
                return value;
            }
            if (wanted == String.class) {
                return value.toString();
            }
            try {
                Object number = number(wanted, new BigDecimal(value.toString()));
                if (number != null) {
                    return number;
                }
            } catch (ArithmeticException | NumberFormatException e) {
                throw new SQLDataException("Expected generated key " + value + " to fit " + wanted.getSimpleName(), e);
            }
            throw new SQLDataException(
                    "Expected generated key " + value + " to be read as what it is, but got " + wanted.getName());
        }

        private static @Nullable Object number(Class<?> wanted, BigDecimal value) {
            return switch (wanted.getSimpleName()) {
                case "long", "Long" -> value.longValueExact();
                case "int", "Integer" -> value.intValueExact();
                case "short", "Short" -> value.shortValueExact();
                case "byte", "Byte" -> value.byteValueExact();
                case "double", "Double" -> value.doubleValue();
                case "float", "Float" -> value.floatValue();
                case "boolean", "Boolean" -> value.signum() != 0;
                case "BigDecimal" -> value;
                case "BigInteger" -> value.toBigIntegerExact();
                default -> null;
            };
        }
    }
}
