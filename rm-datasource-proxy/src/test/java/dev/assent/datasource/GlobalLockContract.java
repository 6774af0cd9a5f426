package dev.assent.datasource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.LockRetrySettings;
import dev.assent.client.TransactionContext;
import dev.assent.client.XidContext;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.RowHeld;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Local transactions that respect the row locks of global transactions and are in none themselves. */
@SuppressWarnings("try") // a scope is there to be closed
public abstract class GlobalLockContract extends AtContract {
    private static final String PAY = "UPDATE account SET balance = balance - 10 WHERE id = 1";

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aFreeRowIsChangedWithoutABranch(Mode mode) throws SQLException {
        respecting(LockRetrySettings.OF_DATA_SOURCE, mode, c -> Style.PREPARED.update(c, PAY));

        assertThat(balance()).isEqualTo("90");
        assertThat(branches.registered()).isEmpty();
        assertThat(undoRows()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aHeldRowIsWaitedFor(Mode mode) throws SQLException {
        branches.hold(OTHER, at().resource().resourceId(), "account:1");
        duringPause(() -> {
            if (pauses.size() == 2) {
                branches.free(OTHER);
            }
        });

        respecting(LockRetrySettings.OF_DATA_SOURCE, mode, c -> Style.STATEMENT.update(c, PAY));

        assertThat(branches.refusals()).isEqualTo(2);
        assertThat(balance()).isEqualTo("90");
    }

    /** By the settings of the annotation. */
    @Test
    void aRowThatStaysHeldIsGivenUp() throws SQLException {
        branches.hold(OTHER, at().resource().resourceId(), "account:1");

        respecting(
                new LockRetrySettings(Duration.ofMillis(20), 3),
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> Style.STATEMENT.update(c, PAY))
                        .isInstanceOf(SQLException.class)
                        .satisfies(e -> assertThat(AssentException.in(e)).containsInstanceOf(RowHeld.class)));

        assertThat(pauses).containsOnly(Duration.ofMillis(20)).hasSize(3);
        assertThat(balance()).isEqualTo("100");
    }

    @Test
    void aLockingReadWaitsToo() throws SQLException {
        branches.hold(OTHER, at().resource().resourceId(), "account:1");
        duringPause(() -> branches.free(OTHER));

        respecting(LockRetrySettings.OF_DATA_SOURCE, Mode.EXPLICIT, c -> {
            try (ResultSet r =
                    c.createStatement().executeQuery("SELECT balance FROM account WHERE id = 1 FOR UPDATE")) {
                assertThat(r.next()).isTrue();
            }
        });

        assertThat(branches.refusals()).isEqualTo(1);
    }

    /** A commit interceptor may be around that of the annotation. */
    @Test
    void theCommitMayComeAfterTheScope() throws SQLException {
        branches.hold(OTHER, at().resource().resourceId(), "account:1");
        try (Connection c = at().getConnection()) {
            c.setAutoCommit(false);
            try (XidContext.Scope scope =
                    TransactionContext.NONE.withLockChecks().bind()) {
                Style.STATEMENT.update(c, PAY);
            }
            assertThatThrownBy(c::commit).hasMessageStartingWith("ASN-1350: ");
            c.rollback();
        }
    }

    @Test
    void whatCannotBeCheckedIsRefused() throws SQLException {
        respecting(
                LockRetrySettings.OF_DATA_SOURCE,
                Mode.AUTOCOMMIT,
                c -> assertThatThrownBy(() -> c.prepareCall("{call something()}"))
                        .hasCauseInstanceOf(NotAllowed.class));
    }

    @Test
    void insideAGlobalTransactionOnlyTheSettingsCount() throws SQLException {
        TransactionContext inside = TransactionContext.of(XID)
                .withLockRetry(new LockRetrySettings(null, 1))
                .withLockChecks();
        try (XidContext.Scope scope = inside.bind();
                Connection c = at().getConnection()) {
            Style.STATEMENT.update(c, PAY);
        }
        assertThat(branches.registered()).hasSize(1);
    }

    private void respecting(LockRetrySettings settings, Mode mode, Work work) throws SQLException {
        TransactionContext context =
                TransactionContext.NONE.withLockRetry(settings).withLockChecks();
        try (XidContext.Scope scope = context.bind();
                Connection c = at().getConnection()) {
            c.setAutoCommit(mode == Mode.AUTOCOMMIT);
            work.with(c);
            if (mode == Mode.EXPLICIT) {
                c.commit();
            }
        }
    }

    private String balance() throws SQLException {
        return rows("SELECT balance FROM account WHERE id = 1").get(0);
    }
}
