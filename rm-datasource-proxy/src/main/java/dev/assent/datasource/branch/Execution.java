package dev.assent.datasource.branch;

import dev.assent.datasource.plan.Plan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.LongFunction;

/**
 * One run of a statement, as its wrapper wants it done.
 *
 * @param driver where it runs
 * @param asked the generated keys that the caller wants
 * @param further takes what the method of JDBC does not return
 */
public record Execution<T>(
        String sql,
        BoundParameters parameters,
        Statement driver,
        KeyRequest asked,
        Run<T> run,
        Answer<T> answer,
        Further further) {
    /** What a method of JDBC returns. */
    public enum Returns {
        ROWS,
        COUNT,
        EITHER
    }

    /** Takes what the caller asks for afterwards, if it was read before the caller could. */
    public interface Further {
        /** Generated keys. */
        void keys(CopiedRows keys) throws SQLException;

        /** The counts of the statements behind the first one of the text. */
        void counts(List<Long> counts);
    }

    /** One of several statements in the text. */
    Execution<Long> of(Plan.Part one) {
        return new Execution<>(
                one.sql(),
                parameters.part(one.firstParameter(), one.parameters()),
                driver,
                new KeyRequest.None(),
                keys -> {
                    throw new IllegalStateException("Expected '" + one.sql() + "' to run as a statement of ours");
                },
                Answer.count(count -> count),
                further);
    }

    public interface Run<T> {
        T with(KeyRequest keys) throws SQLException;
    }

    /** Takes rows. */
    public interface Found<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /**
     * What the method of JDBC returns that was called, if a statement of ours has run in the place of the program's.
     *
     * @param changed takes how many rows were changed
     * @param found takes the rows
     */
    public record Answer<T>(Returns returns, LongFunction<T> changed, Found<T> found) {
        public static <T> Answer<T> rows(Found<T> found) {
            return new Answer<>(
                    Returns.ROWS,
                    count -> {
                        throw new IllegalStateException("Expected a query to change no rows, but it changed " + count);
                    },
                    found);
        }

        public static <T> Answer<T> count(LongFunction<T> changed) {
            return new Answer<>(Returns.COUNT, changed, rows -> {
                throw new IllegalStateException("Expected an update to return no rows, but it returned " + rows);
            });
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
