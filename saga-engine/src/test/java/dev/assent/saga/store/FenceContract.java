package dev.assent.saga.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.saga.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service whose calls are repeated, lost and come late; on an empty database. */
public abstract class FenceContract {
    private static final int STEPS = 30;

    private final SagaFence fence = new SagaFence("seata_");
    private final ExecutorService callers = Executors.newFixedThreadPool(3);

    protected abstract DataSource dataSource();

    @BeforeEach
    void tables() throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            fence.createTable(connection);
            fence.createTable(connection);
            statement.execute("CREATE TABLE work (step INT, amount INT)");
        }
    }

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    @Test
    void aForwardAfterItsCompensationIsRefused() throws SQLException {
        assertThat(call(1, false, true)).isEqualTo(SagaFence.Answer.SKIP);
        assertThatThrownBy(() -> call(1, true, true))
                .hasMessage("ASN-6510: Expected step step-1 to be run before its compensation, but it is compensated.");
        assertThat(call(2, true, true)).isEqualTo(SagaFence.Answer.RUN);
        assertThat(call(2, true, true)).isEqualTo(SagaFence.Answer.SKIP);
        assertThat(call(2, false, true)).isEqualTo(SagaFence.Answer.RUN);
        assertThat(call(2, false, true)).isEqualTo(SagaFence.Answer.SKIP);
        assertThat(amounts(2)).containsExactly(-1, 1);
    }

    @Test
    void withoutATransactionTheFenceIsNoUse() throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            assertThatThrownBy(() -> fence.forward(connection, "step-1")).hasMessageStartingWith("ASN-6511: ");
        }
    }

    /** Each step gets some forwards and compensations at once and in any order; some lose their transaction. */
    @Test
    void whateverTheOrderAStepIsDoneAtMostOnceAndUndoneAtMostOnce()
            throws SQLException, InterruptedException, ExecutionException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int step = 1; step <= STEPS; step++) {
            int number = step;
            List<Future<?>> calls = new ArrayList<>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                boolean forward = random.nextBoolean();
                boolean commits = random.nextInt(4) > 0;
                calls.add(callers.submit(() -> attempt(number, forward, commits)));
            }
            for (Future<?> each : calls) {
                each.get();
            }
            assertThat(amounts(step)).as("step %d of seed %d", step, seed).isIn(List.of(), List.of(1), List.of(-1, 1));

            attempt(step, false, true); // the compensation that is repeated until it is answered
            assertThat(amounts(step)).as("step %d of seed %d", step, seed).isIn(List.of(), List.of(-1, 1));
            attempt(step, true, true); // and a forward that was on its way
            assertThat(amounts(step)).as("step %d of seed %d", step, seed).isIn(List.of(), List.of(-1, 1));
        }
    }

    /** A caller that gets an error rolls back, as a service does. */
    private boolean attempt(int step, boolean forward, boolean commits) {
        try {
            call(step, forward, commits);
            return true;
        } catch (SQLException | StoreException refused) {
            return false;
        }
    }

    private SagaFence.Answer call(int step, boolean forward, boolean commits) throws SQLException {
        try (Connection connection = dataSource().getConnection()) {
            connection.setAutoCommit(false);
            boolean done = false;
            try (Statement statement = connection.createStatement()) {
                String id = "step-" + step;
                SagaFence.Answer answer = forward ? fence.forward(connection, id) : fence.compensate(connection, id);
                if (answer == SagaFence.Answer.RUN) {
                    statement.execute("INSERT INTO work VALUES (" + step + ", " + (forward ? 1 : -1) + ")");
                }
                if (commits) {
                    connection.commit();
                    done = true;
                }
                return answer;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
    }

    private List<Integer> amounts(int step) throws SQLException {
        try (Connection connection = dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT amount FROM work WHERE step = " + step + " ORDER BY amount")) {
            List<Integer> amounts = new ArrayList<>();
            while (rows.next()) {
                amounts.add(rows.getInt(1));
            }
            return amounts;
        }
    }
}
