package dev.assent.datasource.phasetwo;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.undo.LockWait;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * How long phase two waits for rows and tables that other sessions have locked. All databases of a process share its
 * threads, and the coordinator delivers again: so only some threads may wait for the locks of one database, the others
 * come back at once.
 */
final class Patience {
    private static final int WAITING_THREADS = 2;
    private static final Duration LONG = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofMillis(100);

    private final Semaphore waiting = new Semaphore(WAITING_THREADS);
    private final LockWait longest;
    private final LockWait shortest;

    Patience(Dialect dialect) {
        longest = LockWait.atMost(dialect, LONG);
        shortest = LockWait.atMost(dialect, SHORT);
    }

    <T> T with(Work<T> work) throws SQLException {
        boolean patient = waiting.tryAcquire();
        try {
            return work.run(patient ? longest : shortest);
        } finally {
            if (patient) {
                waiting.release();
            }
        }
    }

    /** For work that several threads wait for. */
    LockWait shortest() {
        return shortest;
    }

    interface Work<T> {
        T run(LockWait lockWait) throws SQLException;
    }
}
