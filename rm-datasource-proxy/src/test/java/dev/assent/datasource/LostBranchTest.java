package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.Participation;
import dev.assent.client.TransactionContext;
import dev.assent.client.XidContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A branch whose changes are not there makes its transaction rollback-only, whatever the program does with the error. */
@SuppressWarnings("try") // a scope is there to be closed
final class LostBranchTest extends AtContract {
    private static final String PAY = "UPDATE account SET balance = balance - 10 WHERE id = 1";

    private final WatchedDataSource target = new WatchedDataSource(H2Databases.fresh());

    @Override
    protected DataSource target() {
        return target;
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aLocalCommitThatTheDatabaseRefuses(Mode mode) throws SQLException {
        Optional<Throwable> cause = pay(mode, new SQLException("a constraint that is checked late", "23000"));

        assertThat(cause).get().asString().contains("checked late");
        assertThat(branches.marked()).containsExactly(XID);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aLocalCommitThatMayHaveHappened(Mode mode) throws SQLException {
        Optional<Throwable> cause = pay(mode, new SQLException("the connection is gone", "08006"));

        assertThat(cause).get().asString().contains("ASN-3350");
        assertThat(branches.marked()).containsExactly(XID);
    }

    /** The program may run it again in the same global transaction. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void aLocalCommitThatTheDatabaseWantsToBeRunAgain(Mode mode) throws SQLException {
        assertThat(pay(mode, new SQLException("a serialization failure", "40001")))
                .isEmpty();
        assertThat(branches.marked()).isEmpty();
    }

    @Test
    void aHeldRowIsNoReason() throws SQLException {
        at();
        branches.hold(OTHER, at().resource().resourceId(), "account:1");
        assertThat(pay(Mode.EXPLICIT, null)).isEmpty();
        assertThat(branches.marked()).isEmpty();
    }

    private Optional<Throwable> pay(Mode mode, @Nullable SQLException atCommit) throws SQLException {
        try (XidContext.Scope scope = XidContext.bind(XID);
                Connection c = at().getConnection()) {
            c.setAutoCommit(mode == Mode.AUTOCOMMIT);
            if (atCommit != null) {
                target.before("COMMIT", () -> {
                    throw atCommit;
                });
            }
            assertThatThrownBy(() -> {
                        Style.STATEMENT.update(c, PAY);
                        c.commit();
                    })
                    .isInstanceOf(SQLException.class);
            c.rollback();
            return TransactionContext.current().participation().flatMap(Participation::rollbackCause);
        }
    }
}
