package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.phasetwo.UndoCleaner;
import dev.assent.datasource.table.TableMetas;
import dev.assent.datasource.undo.LockWait;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.model.BranchId;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A commit of phase two is answered only after its undo row is gone, whatever its database or pool throws. */
final class UndoCleanerTest extends AtContract {
    private static final int CALLERS = 3;

    private final DataSource target = H2Databases.fresh();

    @Override
    protected DataSource target() {
        return target;
    }

    /** The first caller takes only its own order, the second one those of both others, and both throw. */
    @Test
    void noCallerHearsCommittedWithoutADelete() throws Exception {
        CountDownLatch allWait = new CountDownLatch(1);
        UndoCleaner cleaner = new UndoCleaner(
                failingTwice(allWait),
                new UndoLog(new TableMetas(dialect(), "undo_log")),
                LockWait.atMost(dialect(), Duration.ofSeconds(1)));
        Map<Integer, Throwable> failures = new ConcurrentHashMap<>();
        List<Thread> callers = IntStream.rangeClosed(1, CALLERS)
                .mapToObj(number -> new Thread(() -> drop(cleaner, number, failures)))
                .toList();
        for (Thread caller : callers) {
            caller.start();
            Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);
        }

        allWait.countDown();

        for (Thread caller : callers) {
            caller.join(10_000);
        }
        assertThat(failures).containsOnlyKeys(1, 2, 3);
        assertThat(failures.values()).allSatisfy(e -> assertThat(e).hasStackTraceContaining("the pool is closed"));
    }

    private Dialect dialect() throws SQLException {
        try (Connection c = target.getConnection()) {
            return Dialect.of(c);
        }
    }

    private static void drop(UndoCleaner cleaner, int number, Map<Integer, Throwable> failures) {
        try {
            cleaner.drop(new UndoLog.Branch(XID, new BranchId(number)));
        } catch (SQLException | RuntimeException e) {
            failures.put(number, e);
        }
    }

    private DataSource failingTwice(CountDownLatch allWait) {
        AtomicInteger calls = new AtomicInteger();
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, args) -> {
                    allWait.await();
                    if (calls.incrementAndGet() <= 2) {
                        throw new IllegalStateException("the pool is closed");
                    }
                    return target.getConnection();
                });
    }
}
