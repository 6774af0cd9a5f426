package dev.assent.datasource.jdbc;

import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * Large objects and arrays whose contents were read when they were set. A driver may read them any number of times, also
 * when the program has freed the originals.
 */
final class LargeCopy {
    private LargeCopy() {}

    static byte[] bytes(Blob blob) throws SQLException {
        int length = Math.toIntExact(blob.length());
        return length == 0 ? new byte[0] : blob.getBytes(1, length);
    }

    static String text(java.sql.Clob clob) throws SQLException {
        int length = Math.toIntExact(clob.length());
        return length == 0 ? "" : clob.getSubString(1, length);
    }

    static Blob of(byte[] bytes) {
        return proxy(Blob.class, (method, args) -> switch (method) {
            case "length" -> (long) bytes.length;
            case "getBytes" -> part(bytes, args).readAllBytes();
            case "getBinaryStream" -> part(bytes, args);
            default -> throw unsupported(method);
        });
    }

    /** Fits where a {@code Clob} is wanted as well. */
    static NClob of(String text) {
        return proxy(NClob.class, (method, args) -> switch (method) {
            case "length" -> (long) text.length();
            case "getSubString" -> part(text, args);
            case "getCharacterStream" -> new StringReader(part(text, args));
            case "getAsciiStream" -> new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
            default -> throw unsupported(method);
        });
    }

    /** PostgreSQL's driver takes the text of an array, H2's takes its elements. */
    static Array of(Array array) throws SQLException {
        String type = array.getBaseTypeName();
        int number = array.getBaseType();
        Object elements = array.getArray();
        String text = array.toString();
        return proxy(Array.class, (method, args) -> switch (method) {
            case "getBaseTypeName" -> type;
            case "getBaseType" -> number;
            case "getArray" -> elements;
            case "toString" -> text;
            default -> throw unsupported(method);
        });
    }

    private static ByteArrayInputStream part(byte[] all, @Nullable Object @Nullable [] args) {
        int from = from(args, all.length);
        return new ByteArrayInputStream(all, from, to(args, from, all.length) - from);
    }

    private static String part(String all, @Nullable Object @Nullable [] args) {
        int from = from(args, all.length());
        return all.substring(from, to(args, from, all.length()));
    }

    /** JDBC counts from 1; the second argument is a length. */
    private static int from(@Nullable Object @Nullable [] args, int length) {
        return args != null && args[0] instanceof Long position ? (int) Math.min(position - 1, length) : 0;
    }

    private static int to(@Nullable Object @Nullable [] args, int from, int length) {
        return args != null && args[1] instanceof Number wanted
                ? (int) Math.min(from + wanted.longValue(), length)
                : length;
    }

    private static <T> T proxy(Class<T> type, Content content) {
        InvocationHandler handler = (proxy, method, args) -> isOfObject(method, "equals")
                ? args != null && proxy == args[0]
                : isOfObject(method, "hashCode")
                        ? (Object) System.identityHashCode(proxy)
                        : method.getName().equals("free") ? null : content.get(method.getName(), args);
        return type.cast(Proxy.newProxyInstance(LargeCopy.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static boolean isOfObject(Method method, String name) {
        return method.getDeclaringClass() == Object.class && method.getName().equals(name);
    }

    private static SQLException unsupported(String method) {
        return new SQLFeatureNotSupportedException(
                "Expected a parameter to be read from its beginning, but " + method + " was called.");
    }

    private interface Content {
        @Nullable
        Object get(String method, @Nullable Object @Nullable [] args) throws SQLException;
    }
}
