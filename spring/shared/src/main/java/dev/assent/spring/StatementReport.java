package dev.assent.spring;

import dev.assent.datasource.branch.Rehearsal;
import dev.assent.datasource.jdbc.AtConnection;
import dev.assent.model.AssentException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The dry run, {@code assent.at.report=true}: each text of a statement once, with what a global transaction would do with it.
 * The statements themselves run as they are. Safe for many threads.
 */
public final class StatementReport {
    private static final Logger log = LoggerFactory.getLogger(StatementReport.class);
    /** How many texts are kept; further ones are not reported. */
    private static final int MOST = 10_000;

    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    /**
     * One text.
     *
     * @param refusal why it would be refused; null if it would be protected
     */
    public record Line(
            String dataSource, String sql, @Nullable String refusal) {}

    /** The statements that change or lock rows, by text. */
    public List<Line> lines() {
        return lines.values().stream()
                .filter(line -> !line.dataSource.isEmpty())
                .sorted((one, other) -> one.sql.compareTo(other.sql))
                .toList();
    }

    Connection over(String dataSource, AtConnection connection) {
        return proxy(Connection.class, new Watch(dataSource, connection, connection));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler watch) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, watch));
    }

    private void look(String dataSource, AtConnection connection, String sql) {
        if (lines.containsKey(sql) || lines.size() >= MOST) {
            return;
        }
        try {
            note(dataSource, sql, connection.rehearse(sql));
        } catch (SQLException e) {
            log.info("it cannot be said now what a global transaction would do with '{}': {}", sql, e.getMessage());
        }
    }

    private void note(String dataSource, String sql, Rehearsal.Answer answer) {
        String refusal = answer.refusal().map(AssentException::getMessage).orElse(null);
        Line line = new Line(answer.reads() ? "" : dataSource, sql, refusal);
        if (lines.putIfAbsent(sql, line) != null || answer.reads()) {
            return;
        }
        if (refusal == null) {
            log.info("protected in a global transaction: data source '{}', '{}'", dataSource, sql);
        } else {
            log.warn("refused in a global transaction: data source '{}', {}", dataSource, refusal);
        }
    }

    /** Looks at each text that goes through a connection, or through a statement of it. */
    private final class Watch implements InvocationHandler {
        private final String dataSource;
        private final AtConnection connection;
        private final Object target;

        Watch(String dataSource, AtConnection connection, Object target) {
            this.dataSource = dataSource;
            this.connection = connection;
            this.target = target;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            if (isOwn(method, arguments)) {
                return method.getName().equals("unwrap") ? target : true;
            }
            if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql && takesSql(method)) {
                look(dataSource, connection, sql);
            }
            Object result = call(method, arguments);
            return method.getName().equals("createStatement") && result instanceof Statement statement
                    ? proxy(Statement.class, new Watch(dataSource, connection, statement))
                    : result;
        }

        private boolean isOwn(Method method, @Nullable Object @Nullable [] arguments) {
            return (method.getName().equals("unwrap") || method.getName().equals("isWrapperFor"))
                    && arguments != null
                    && arguments[0] instanceof Class<?> type
                    && type.isInstance(target);
        }

        private static boolean takesSql(Method method) {
            return switch (method.getName()) {
                case "prepareStatement",
                        "prepareCall",
                        "execute",
                        "executeQuery",
                        "executeUpdate",
                        "executeLargeUpdate",
                        "addBatch" -> true;
                default -> false;
            };
        }

        private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                Throwable cause = e.getCause();
                throw cause == null ? e : cause;
            }
        }
    }
}
