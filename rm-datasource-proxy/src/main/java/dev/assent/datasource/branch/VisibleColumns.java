package dev.assent.datasource.branch;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Rows, or what they say of their columns, of which only the first columns are there for the caller. */
final class VisibleColumns implements InvocationHandler {
    private final Object driver;
    private final int columns;

    private VisibleColumns(Object driver, int columns) {
        this.driver = driver;
        this.columns = columns;
    }

    static ResultSet of(ResultSet driver, int columns) {
        return proxy(ResultSet.class, driver, columns);
    }

    static ResultSetMetaData of(ResultSetMetaData driver, int columns) {
        return proxy(ResultSetMetaData.class, driver, columns);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args) throws Throwable {
        if (method.getName().equals("getColumnCount")) {
            return columns;
        }
        if (method.getName().equals("unwrap")
                && args != null
                && args[0] instanceof Class<?> type
                && type.isInstance(proxy)) {
            return proxy;
        }
        if (method.getName().equals("close") && driver instanceof ResultSet rows) {
            close(rows);
            return null;
        }
        if (isColumn(method) && args != null && isHidden(args[0])) {
            throw new SQLDataException(
                    "Expected one of the " + columns + " columns selected, but got " + args[0] + ".");
        }
        try {
            Object result = method.invoke(driver, args);
            if (result instanceof ResultSetMetaData metaData) {
                return of(metaData, columns);
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /**
     * Closes rows with the statement that was made for them. Not left to {@code closeOnCompletion}: a pool that keeps prepared
     * statements would hand the closed one out again.
     */
    static void close(ResultSet rows) throws SQLException {
        if (!rows.isClosed()) {
            Statement made = rows.getStatement();
            rows.close();
            if (made != null) {
                made.close();
            }
        }
    }

    /** Rows that are closed by {@link #close}. Where nothing can be found, MariaDB gives none, and its driver empty ones of no statement. */
    static ResultSet query(PreparedStatement made) throws SQLException {
        ResultSet rows = made.executeQuery();
        if (rows.getStatement() == null) {
            made.close();
        }
        return rows;
    }

    /**
     * What the caller gets for rows that {@link #query} has found. Where nothing can be found, MariaDB sends a count in the place of rows.
     *
     * @param callers the columns of the rows that the caller sees
     */
    static <T> T answer(Execution<T> execution, ResultSet rows, ResultSet callers) throws SQLException {
        Execution.Answer<T> answer = execution.answer();
        return rows.getStatement() == null && answer.returns() == Execution.Returns.EITHER
                ? answer.changed().apply(0)
                : answer.found().of(callers);
    }

    private static boolean isColumn(Method method) {
        return method.getName().startsWith("get") || method.getName().equals("findColumn");
    }

    /** @param column its number, its label, or something else */
    private boolean isHidden(@Nullable Object column) throws SQLException {
        return (column instanceof Integer number && number > columns)
                || (column instanceof String label
                        && driver instanceof ResultSet rows
                        && rows.findColumn(label) > columns);
    }

    private static <T> T proxy(Class<T> type, T driver, int columns) {
        return type.cast(Proxy.newProxyInstance(
                VisibleColumns.class.getClassLoader(), new Class<?>[] {type}, new VisibleColumns(driver, columns)));
    }
}
