package dev.assent.datasource.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls every method JDBC has in Java 17; default methods that later JDKs add are theirs until we decide. */
final class ForwardingTest {
    private static final Set<String> STATEMENT_DEFAULTS = Set.of(
            "enquoteIdentifier",
            "enquoteLiteral",
            "enquoteNCharLiteral",
            "executeLargeBatch",
            "executeLargeUpdate",
            "getLargeMaxRows",
            "getLargeUpdateCount",
            "isSimpleIdentifier",
            "setLargeMaxRows",
            "setObject");

    private final List<String> heard = new ArrayList<>();

    @Test
    void aConnectionForwardsEverything() throws Exception {
        forwards(
                Connection.class,
                new ForwardingConnection(driver(Connection.class)) {},
                Set.of("beginRequest", "endRequest", "setShardingKey", "setShardingKeyIfValid"));
    }

    @Test
    void aStatementForwardsEverything() throws Exception {
        forwards(Statement.class, new ForwardingStatement(driver(Statement.class)) {}, STATEMENT_DEFAULTS);
    }

    @Test
    void aPreparedStatementForwardsEverything() throws Exception {
        forwards(
                PreparedStatement.class,
                new ForwardingPreparedStatement(driver(PreparedStatement.class)) {},
                STATEMENT_DEFAULTS);
    }

    @Test
    void aResultSetForwardsEverything() throws Exception {
        forwards(ResultSet.class, new ForwardingResultSet(driver(ResultSet.class)) {}, Set.of("updateObject"));
    }

    private <T> void forwards(Class<T> type, T wrapper, Set<String> defaultsOfJava17) throws Exception {
        for (Method method : type.getMethods()) {
            boolean ours = !method.isDefault() || defaultsOfJava17.contains(method.getName());
            if (ours && !Modifier.isStatic(method.getModifiers())) {
                heard.clear();
                method.invoke(
                        wrapper,
                        Arrays.stream(method.getParameterTypes())
                                .map(ForwardingTest::zero)
                                .toArray());
                assertThat(heard).containsExactly(name(method));
            }
        }
    }

    private <T> T driver(Class<T> type) {
        InvocationHandler listen = (proxy, method, args) -> {
            heard.add(name(method));
            return zero(method.getReturnType());
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, listen));
    }

    private static String name(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    private static @Nullable Object zero(Class<?> type) {
        return type == void.class ? null : Array.get(Array.newInstance(type, 1), 0);
    }
}
