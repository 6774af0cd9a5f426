package dev.assent.datasource.jdbc;

import dev.assent.datasource.branch.Execution;
import dev.assent.datasource.branch.StatementExecutor;
import dev.assent.datasource.branch.WorkingFor;
import dev.assent.datasource.errors.SqlState;
import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A batch in a global transaction: each statement in turn, with its own images, up to the first that fails. In autocommit mode
 * all of them are one local transaction: if one fails, none has changed a row or made a key.
 *
 * @param start forgets what an earlier try has left behind
 */
record Batch(StatementExecutor executor, List<Execution<Long>> executions, Start start) {
    interface Whole<T> {
        T execute() throws SQLException;
    }

    interface Start {
        void run() throws SQLException;
    }

    long[] run() throws SQLException {
        for (Execution<?> execution : executions) {
            executor.check(execution);
        }
        Xid xid = WorkingFor.current().orElseThrow();
        boolean allOrNone = executor.isAutoCommit();
        StatementExecutor.Attempt<long[]> all = () -> {
            start.run();
            long[] counts = new long[executions.size()];
            for (int i = 0; i < counts.length; i++) {
                try {
                    counts[i] = executor.member(executions.get(i));
                } catch (AssentException e) {
                    throw failed(SqlState.of(e), allOrNone ? noneOf(counts) : done(counts, i));
                } catch (SQLException e) {
                    throw failed(e, allOrNone ? noneOf(counts) : done(counts, i));
                }
            }
            return counts;
        };
        try {
            return executor.together(xid, all);
        } catch (SQLException e) {
            if (allOrNone) {
                start.run(); // the keys are of rows that are not there any more
            }
            throw e;
        }
    }

    static int[] ints(long[] counts) {
        return LongStream.of(counts).mapToInt(Math::toIntExact).toArray();
    }

    private static long[] done(long[] counts, int first) {
        return LongStream.of(counts).limit(first).toArray();
    }

    private static long[] noneOf(long[] counts) {
        return LongStream.of(counts).map(count -> Statement.EXECUTE_FAILED).toArray();
    }

    private static SQLException failed(SQLException reason, long[] counts) {
        return new BatchUpdateException(
                reason.getMessage(), reason.getSQLState(), reason.getErrorCode(), counts, reason);
    }
}
