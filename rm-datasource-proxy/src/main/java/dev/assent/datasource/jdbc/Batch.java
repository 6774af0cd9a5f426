package dev.assent.datasource.jdbc;

import dev.assent.datasource.branch.Execution;
import dev.assent.datasource.branch.StatementExecutor;
import dev.assent.datasource.branch.WorkingFor;
import dev.assent.datasource.errors.SqlState;
import dev.assent.model.AssentException;
import dev.assent.model.Xid;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A batch in a global transaction: each statement in turn, with its own images.
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
        return executor.together(xid, () -> {
            start.run();
            long[] counts = new long[executions.size()];
            for (int i = 0; i < counts.length; i++) {
                try {
                    counts[i] = executor.member(executions.get(i));
                } catch (AssentException e) {
                    throw failed(SqlState.of(e), counts, i);
                } catch (SQLException e) {
                    throw failed(e, counts, i);
                }
            }
            return counts;
        });
    }

    static int[] ints(long[] counts) {
        return LongStream.of(counts).mapToInt(Math::toIntExact).toArray();
    }

    private static SQLException failed(SQLException reason, long[] counts, int done) {
        return new BatchUpdateException(
                reason.getMessage(),
                reason.getSQLState(),
                reason.getErrorCode(),
                LongStream.of(counts).limit(done).toArray(),
                reason);
    }
}
