package dev.assent.datasource.jdbc;

import dev.assent.datasource.branch.CopiedRows;
import dev.assent.datasource.branch.Execution;
import dev.assent.datasource.branch.Execution.Answer;
import dev.assent.datasource.branch.Execution.Returns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller gets from a statement of which the driver's own has not run or has been read already: a count of rows, and
 * generated keys.
 */
final class OwnResult implements Execution.Further {
    private static final long NONE = -1;

    private final Statement driver;
    private @Nullable CopiedRows keys;
    private @Nullable ResultSet rows;
    private boolean replaced;
    private long count = NONE;
    private final Deque<Long> next = new ArrayDeque<>();

    OwnResult(Statement driver) {
        this.driver = driver;
    }

    /** Another run begins, or none comes any more. */
    void forget() throws SQLException {
        closeRows();
        if (keys != null) {
            keys.close();
            keys = null;
        }
        replaced = false;
        count = NONE;
        next.clear();
    }

    /** In a batch they stand behind the keys of the statements before. */
    @Override
    public void keys(CopiedRows read) throws SQLException {
        keys = read.behind(keys);
    }

    @Override
    public void counts(List<Long> counts) {
        next.addAll(counts);
    }

    /** A statement of ours has changed rows in the place of the driver's. */
    private void changed(long rows) {
        replaced = true;
        count = rows;
    }

    Answer<Boolean> either() {
        return new Answer<>(
                Returns.EITHER,
                count -> {
                    changed(count);
                    return false;
                },
                found -> {
                    query(found);
                    return true;
                });
    }

    /** The rows of an earlier try are closed. */
    ResultSet query(ResultSet found) throws SQLException {
        closeRows();
        replaced = true;
        rows = found;
        return found;
    }

    int updated(long rows) {
        changed(rows);
        return Math.toIntExact(rows);
    }

    long largelyUpdated(long rows) {
        changed(rows);
        return rows;
    }

    @Nullable
    ResultSet generatedKeys() throws SQLException {
        return keys == null ? driver.getGeneratedKeys() : keys.resultSet();
    }

    @Nullable
    ResultSet resultSet() throws SQLException {
        return replaced ? rows : driver.getResultSet();
    }

    long updateCount() throws SQLException {
        return replaced ? count : driver.getUpdateCount();
    }

    long largeUpdateCount() throws SQLException {
        return replaced ? count : driver.getLargeUpdateCount();
    }

    /** @param more what the driver's statement does */
    boolean moreResults(Batch.Whole<Boolean> more) throws SQLException {
        count = next.isEmpty() ? NONE : next.remove();
        closeRows();
        return !replaced && more.execute();
    }

    private void closeRows() throws SQLException {
        if (rows != null) {
            rows.close();
            rows = null;
        }
    }
}
