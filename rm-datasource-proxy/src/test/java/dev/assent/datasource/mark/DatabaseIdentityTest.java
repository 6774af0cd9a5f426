package dev.assent.datasource.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.Branches;
import dev.assent.datasource.dialect.Dialect;
import dev.assent.datasource.table.TableMetas;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long the coordinator's permission to make a mark holds. */
final class DatabaseIdentityTest {
    private final JdbcDataSource database = new JdbcDataSource();
    private final SlowCoordinator coordinator = new SlowCoordinator();
    private long now;

    @BeforeEach
    void createUndoTable() throws SQLException {
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (Connection c = database.getConnection();
                Statement s = c.createStatement()) {
            for (String sql : UndoLog.ddl(Dialect.of(c))) {
                s.execute(sql);
            }
        }
    }

    /** Meanwhile another service may have made one, worked under it, and the database may have lost that. */
    @Test
    void anOldPermissionMakesNoMark() throws SQLException {
        coordinator.takes(Duration.ofSeconds(15), Duration.ofMillis(100));

        DatabaseMark mark = identity().require(null).mark();

        assertThat(coordinator.heard).containsExactly("none", "none", mark.value());
    }

    @Test
    void aMarkThatAnotherServiceHasMadeMeanwhileIsTaken() throws SQLException {
        coordinator.takes(Duration.ofSeconds(15));
        coordinator.meanwhile = () -> {
            try (Connection c = database.getConnection()) {
                new MarkStore(Dialect.of(c), "undo_log").create(c, new DatabaseMark("of-another"));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        };

        assertThat(identity().require(null).mark()).isEqualTo(new DatabaseMark("of-another"));
        assertThat(coordinator.heard).containsExactly("none", "of-another");
    }

    @Test
    void aCoordinatorThatIsTooSlowIsAskedAFewTimes() throws SQLException {
        coordinator.takes(Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(3));

        DatabaseIdentity identity = identity();

        assertThatThrownBy(() -> identity.require(null))
                .isInstanceOf(TryAgain.class)
                .hasMessageStartingWith("ASN-1304: ")
                .hasMessageContaining("2000 ms");
        assertThat(coordinator.heard).containsExactly("none", "none", "none");
        identity.require(null);
    }

    private DatabaseIdentity identity() throws SQLException {
        try (Connection c = database.getConnection()) {
            Dialect dialect = Dialect.of(c);
            return new DatabaseIdentity(
                    database,
                    new UndoLog(new TableMetas(dialect, "undo_log"), "undo_log"),
                    new MarkStore(dialect, "undo_log"),
                    coordinator,
                    "jdbc:h2:mem",
                    () -> now);
        }
    }

    private final class SlowCoordinator implements Branches {
        final List<String> heard = new ArrayList<>();
        Runnable meanwhile = () -> {};
        private final Deque<Duration> times = new ArrayDeque<>();

        void takes(Duration... each) {
            times.addAll(List.of(each));
        }

        @Override
        public @Nullable DatabaseMark identify(BranchType type, String resourceId, @Nullable DatabaseMark mark) {
            heard.add(mark == null ? "none" : mark.value());
            Duration time = times.poll();
            if (time != null) {
                now += time.toNanos();
                meanwhile.run();
            }
            return null;
        }

        @Override
        public BranchId register(
                Xid xid,
                BranchType type,
                String resourceId,
                @Nullable DatabaseMark mark,
                @Nullable String lockKey,
                @Nullable String applicationData) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void report(
                Xid xid,
                BranchId branch,
                BranchType type,
                String resourceId,
                BranchStatus status,
                @Nullable String applicationData) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean lockable(
                @Nullable Xid xid, BranchType type, String resourceId, @Nullable DatabaseMark mark, String lockKey) {
            throw new UnsupportedOperationException();
        }
    }
}
