package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.XidContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What ends a statement ends the statements that run for it, while a plain session holds a row. Not for H2, whose lock
 * waits no time-out of a statement ends.
 */
@Timeout(60)
@SuppressWarnings("try") // a scope is there to be closed
public abstract class LimitsContract extends AtContract {
    static Stream<Arguments> waits() {
        return Stream.of(
                        "UPDATE account SET balance = 5 WHERE id = 1",
                        "DELETE FROM account WHERE id = 1",
                        "SELECT balance FROM account WHERE id = 1 FOR UPDATE")
                .flatMap(sql -> Stream.of(Mode.values()).map(mode -> Arguments.of(sql, mode)));
    }

    @ParameterizedTest
    @MethodSource("waits")
    void aTimeOutEndsTheWait(String sql, Mode mode) throws SQLException {
        try (Connection foreign = holding();
                XidContext.Scope scope = XidContext.bind(XID);
                Connection c = at().getConnection()) {
            c.setAutoCommit(mode == Mode.AUTOCOMMIT);
            try (PreparedStatement s = c.prepareStatement(sql)) {
                s.setQueryTimeout(1);
                assertThatThrownBy(s::execute).isInstanceOf(SQLException.class).hasMessageNotContaining("ASN-");
            }
            if (mode == Mode.EXPLICIT) {
                c.rollback();
            }
            foreign.rollback();
        }

        assertThat(rows("SELECT balance FROM account ORDER BY id")).containsExactly("100", "100", "0");
    }

    @ParameterizedTest
    @MethodSource("waits")
    void cancelEndsTheWait(String sql, Mode mode) throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (Connection foreign = holding();
                Connection c = at().getConnection()) {
            c.setAutoCommit(mode == Mode.AUTOCOMMIT);
            try (PreparedStatement s = c.prepareStatement(sql)) {
                Future<Boolean> running = other.submit(() -> {
                    try (XidContext.Scope scope = XidContext.bind(XID)) {
                        return s.execute();
                    }
                });
                assertThatThrownBy(() -> cancelUntilDone(s, running))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOf(SQLException.class)
                        .hasMessageNotContaining("ASN-");
            }
            if (mode == Mode.EXPLICIT) {
                c.rollback();
            }
            foreign.rollback();
        } finally {
            other.shutdown();
        }

        assertThat(rows("SELECT balance FROM account ORDER BY id")).containsExactly("100", "100", "0");
    }

    /** The first may come before the statement runs at all. */
    private static void cancelUntilDone(PreparedStatement s, Future<?> running) throws Exception {
        while (true) {
            try {
                running.get(100, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                s.cancel();
            }
        }
    }

    /** A plain session that holds row 1. */
    private Connection holding() throws SQLException {
        Connection foreign = target().getConnection();
        foreign.setAutoCommit(false);
        Style.STATEMENT.update(foreign, "UPDATE account SET balance = 500 WHERE id = 1");
        return foreign;
    }
}
