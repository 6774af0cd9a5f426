package dev.assent.datasource.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object of the driver that leads back to its connection, or that can change rows, as programs get it: what it
 * returns are our objects, and our objects that it is given reach the driver as its own.
 */
final class Face implements InvocationHandler {
    private static final List<Class<?>> VALUES =
            List.of(Array.class, Struct.class, Ref.class, Blob.class, Clob.class, NClob.class);

    private final AtConnection connection;
    private final Object driver;
    private final Guard guard;

    private Face(AtConnection connection, Object driver, Guard guard) {
        this.connection = connection;
        this.driver = driver;
        this.guard = guard;
    }

    /** Looks at a call before the driver gets it. */
    interface Guard {
        void check(Method method) throws SQLException;
    }

    static <T> T of(AtConnection connection, Class<T> type, T driver, Guard guard) {
        return type.cast(proxy(List.of(type), new Face(connection, driver, guard)));
    }

    static DatabaseMetaData of(AtConnection connection, DatabaseMetaData driver) {
        return of(connection, DatabaseMetaData.class, driver, method -> {});
    }

    /** Every value that a driver returns may be such an object; all others are returned as they are. */
    static @Nullable Object ours(AtConnection connection, @Nullable Object value) {
        if (value instanceof ResultSet rows) {
            return new AtResultSet(connection, null, rows);
        }
        if (value instanceof Statement statement) {
            return new AtStatement(connection, statement);
        }
        if (value instanceof Array || value instanceof Struct) {
            return proxy(types(value), new Face(connection, value, method -> {}));
        }
        if (value instanceof Blob || value instanceof Clob || value instanceof Ref) {
            return proxy(types(value), new Face(connection, value, method -> refuseWriting(connection, method)));
        }
        return value instanceof Object[] many ? all(connection, many) : value;
    }

    private static Object proxy(List<Class<?>> types, Face face) {
        return Proxy.newProxyInstance(Face.class.getClassLoader(), types.toArray(Class<?>[]::new), face);
    }

    /** MariaDB's large texts are large objects of bytes as well. */
    private static List<Class<?>> types(Object driver) {
        return VALUES.stream().filter(type -> type.isInstance(driver)).toList();
    }

    /** As the driver gave it. */
    @SuppressWarnings("unchecked") // an interface of JDBC has the driver's object behind ours
    static <T> @Nullable T driver(@Nullable T value) {
        if (value instanceof Proxy && Proxy.getInvocationHandler(value) instanceof Face face) {
            return (T) face.driver;
        }
        if (value instanceof Object[] many) {
            Object[] copy = many.clone();
            Arrays.setAll(copy, i -> driver(many[i]));
            return (T) copy;
        }
        return value;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args) throws Throwable {
        if (args != null && args[0] instanceof Class<?> type) {
            if (method.getName().equals("isWrapperFor") && type.isInstance(proxy)) {
                return true;
            }
            if (method.getName().equals("unwrap")) {
                if (type.isInstance(proxy)) {
                    return proxy;
                }
                connection.unwraps().note(type);
            }
        }
        if (method.getName().equals("getConnection")) {
            return connection;
        }
        guard.check(method);
        try {
            return result(proxy, method.invoke(driver, args == null ? null : driver(args)));
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private @Nullable Object result(Object proxy, @Nullable Object value) {
        return proxy instanceof Statement statement && value instanceof ResultSet rows
                ? new AtResultSet(connection, statement, rows)
                : ours(connection, value);
    }

    private static void refuseWriting(AtConnection connection, Method method) throws SQLException {
        if (method.getName().startsWith("set") || method.getName().equals("truncate")) {
            connection.writesInPlace(method.getName());
        }
    }

    private static Object[] all(AtConnection connection, Object[] driver) {
        Object[] ours = driver;
        for (int i = 0; i < driver.length; i++) {
            Object one = ours(connection, driver[i]);
            if (one != driver[i]) {
                ours = ours == driver ? Arrays.copyOf(driver, driver.length, Object[].class) : ours;
                ours[i] = one;
            }
        }
        return ours;
    }
}
