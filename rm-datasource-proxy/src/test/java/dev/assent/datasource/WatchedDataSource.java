package dev.assent.datasource;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Notes what is asked of the database, one entry per round trip, and lets a test do something in between. */
public final class WatchedDataSource implements DataSource {
    private final DataSource watched;
    private final List<String> trips = new ArrayList<>();
    private String awaited = "";
    private @Nullable Interruption interruption;
    private int passing;

    /** What a test does between two statements. */
    public interface Interruption {
        void run() throws SQLException;
    }

    public WatchedDataSource(DataSource watched) {
        this.watched = watched;
    }

    /** The next statement that begins with this word comes behind it. */
    public void before(String word, Interruption what) {
        before(word, 1, what);
    }

    /** @param nth which of the statements that begin with this word */
    public void before(String word, int nth, Interruption what) {
        awaited = word;
        passing = nth - 1;
        interruption = what;
    }

    /** Since the last call: the statements as they went to the database, and the words for other trips. */
    public List<String> trips() {
        List<String> since = List.copyOf(trips);
        trips.clear();
        return since;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return watch(Connection.class, watched.getConnection(), "");
    }

    private <T> T watch(Class<T> type, T driver, String text) {
        return type.cast(Proxy.newProxyInstance(
                WatchedDataSource.class.getClassLoader(), new Class<?>[] {type}, new Watch(driver, text)));
    }

    private void trip(String what) throws SQLException {
        Interruption next = interruption;
        if (next != null && what.toUpperCase(Locale.ROOT).startsWith(awaited) && passing-- == 0) {
            interruption = null;
            next.run();
        }
        trips.add(what);
    }

    private final class Watch implements InvocationHandler {
        private final Object driver;
        private final String text;

        Watch(Object driver, String text) {
            this.driver = driver;
            this.text = text;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] args)
                throws Throwable {
            String name = method.getName();
            String first = args != null && args.length > 0 && args[0] instanceof String sql ? sql : text;
            if (driver instanceof Statement ? name.startsWith("execute") : isTrip(name)) {
                trip(driver instanceof Statement ? first : name);
            }
            try {
                Object result = method.invoke(driver, args);
                if (result instanceof PreparedStatement made) {
                    return watch(PreparedStatement.class, made, first);
                }
                return result instanceof Statement made && !name.equals("getStatement")
                        ? watch(Statement.class, made, first)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause() == null ? e : e.getCause();
            }
        }

        private boolean isTrip(String name) {
            return name.equals("commit")
                    || name.equals("rollback")
                    || name.equals("setSavepoint")
                    || name.equals("releaseSavepoint");
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new UnsupportedOperationException();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setLoginTimeout(int seconds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return watched.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return watched.isWrapperFor(type);
    }
}
