package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.NClob;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Walks over all methods of JDBC, from a connection of ours: no way may end at an object of the driver's. */
final class JdbcFacesTest extends AtContract {
    /** They lead back to a connection, or can write. */
    private static final List<Class<?>> FACES = List.of(
            Connection.class,
            CallableStatement.class,
            PreparedStatement.class,
            Statement.class,
            ResultSet.class,
            DatabaseMetaData.class,
            Array.class,
            Struct.class,
            Ref.class,
            NClob.class,
            Clob.class,
            Blob.class);

    /** They take a connection's own state away, or are meant to be the driver's. */
    private static final Set<String> LEFT_OUT = Set.of("unwrap", "createBlob", "createClob", "createNClob");

    private final DataSource real = H2Databases.fresh();
    private boolean fake;

    @Override
    protected DataSource target() {
        return (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, args) -> {
                    boolean connect = method.getName().equals("getConnection");
                    return connect && fake ? raw(Connection.class) : method.invoke(real, args);
                });
    }

    @Test
    void everyWayLeadsToObjectsOfOurs() throws SQLException {
        AtDataSource source = at();
        fake = true;
        Connection start = source.getConnection();

        Set<String> seen = new LinkedHashSet<>();
        Deque<Object> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Object face = open.remove();
            for (Class<?> type : FACES) {
                if (type.isInstance(face)) {
                    for (Method method : type.getMethods()) {
                        Object value = returned(face, method);
                        Object next = value instanceof Object[] many ? many[0] : value;
                        if (next instanceof Connection) {
                            assertThat(next).as("%s", method).isSameAs(start);
                        } else if (next != null && FACES.stream().anyMatch(one -> one.isInstance(next))) {
                            assertThat(isRaw(next)).as("%s", method).isFalse();
                            if (seen.add(face.getClass() + "." + method)) {
                                open.add(next);
                            }
                        }
                    }
                }
            }
        }

        assertThat(seen).hasSizeGreaterThan(90);
    }

    private static @Nullable Object returned(Object face, Method method) {
        if (Modifier.isStatic(method.getModifiers())
                || LEFT_OUT.contains(method.getName())
                || method.getReturnType().isPrimitive()) {
            return null;
        }
        try {
            return method.invoke(
                    face,
                    Arrays.stream(method.getParameterTypes())
                            .map(JdbcFacesTest::argument)
                            .toArray());
        } catch (InvocationTargetException e) {
            throw new AssertionError(method.toString(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(method.toString(), e);
        }
    }

    private static @Nullable Object argument(Class<?> type) {
        if (type == Class.class) {
            return Array.class;
        }
        if (type == String.class) {
            return "SELECT 1";
        }
        return type.isArray() ? java.lang.reflect.Array.newInstance(type.getComponentType(), 0) : zero(type);
    }

    /** A driver's object; where JDBC says Object, it returns an array. */
    private static Object raw(Class<?> type) {
        return Proxy.newProxyInstance(
                JdbcFacesTest.class.getClassLoader(), new Class<?>[] {type, Raw.class}, (self, method, args) -> {
                    Class<?> result = method.getReturnType();
                    if (result == Object.class) {
                        return raw(Array.class);
                    }
                    if (result == Object[].class) {
                        return new Object[] {raw(Array.class)};
                    }
                    if (FACES.contains(result) || result == Savepoint.class) {
                        return raw(result);
                    }
                    return zero(result);
                });
    }

    private static @Nullable Object zero(Class<?> type) {
        return type == void.class ? null : java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(type, 1), 0);
    }

    private static boolean isRaw(Object object) {
        return object instanceof Raw;
    }

    interface Raw {}
}
