package dev.assent.datasource.branch;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/**
 * One run of a statement, as its wrapper wants it done.
 *
 * @param driver where it runs
 * @param query the caller wants rows
 * @param asked the generated keys that the caller wants
 * @param changed what it returns if a statement of ours has changed the rows in its place
 * @param keys takes the generated keys if they were read before the caller could
 */
public record Execution<T>(
        String sql,
        BoundParameters parameters,
        Statement driver,
        boolean query,
        KeyRequest asked,
        Run<T> run,
        Changed<T> changed,
        Consumer<CopiedRows> keys) {
    public interface Run<T> {
        T with(KeyRequest keys) throws SQLException;
    }

    public interface Changed<T> {
        T with(long count);

        /** A query never gets here with a count: a statement that changes rows and was run as a query is refused before. */
        static <T> Changed<T> never() {
            return count -> {
                throw new IllegalStateException("Expected a query to change no rows, but it changed " + count);
            };
        }
    }

    /** How many rows it changed; -1 if it returned rows. */
    long count(T result) throws SQLException {
        if (result instanceof Number number) {
            return number.longValue();
        }
        return Boolean.FALSE.equals(result) ? driver.getUpdateCount() : -1;
    }
}
