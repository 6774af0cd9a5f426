package dev.assent.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.AssentClient;
import dev.assent.client.BranchResource;
import dev.assent.client.CoordinatorInfo;
import dev.assent.client.LockConflict;
import dev.assent.client.Transactions.Ending;
import dev.assent.model.AssentException;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessCoordinatorTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final Stock stock = new Stock();

    @TempDir
    private Path data;

    private InProcessCoordinator coordinator;
    private AssentClient client;

    @BeforeEach
    void start() {
        coordinator = InProcessCoordinator.start(data, "embedded:8091", failures::add);
        client = coordinator.connect("shop");
        client.register(stock);
    }

    @AfterEach
    void stop() {
        client.close();
        coordinator.close();
        assertThat(failures).isEmpty();
    }

    /** Else an application with the embedded coordinator would lose its own. */
    @Test
    void bringsNoSettingsForTheLog() {
        assertThat(getClass().getResource("/logback.xml")).isNull();
    }

    @Test
    void aTransactionIsCommittedOrRolledBackInItsBranches() throws LockConflict {
        Xid bought = client.begin("buy", MINUTE);
        client.register(bought, BranchType.TCC, "stock", null, "one");
        assertThat(client.commit(bought)).isEqualTo(Ending.COMMITTED);

        Xid abandoned = client.begin("buy", MINUTE);
        client.register(abandoned, BranchType.TCC, "stock", null, "two");
        assertThat(client.rollback(abandoned)).isEqualTo(Ending.ROLLED_BACK);

        assertThat(bought.address()).isEqualTo("embedded:8091");
        assertThat(stock.done).containsExactly("commit one", "rollback two");
    }

    @Test
    void saysItsVersionAndItsTime() {
        client.status(new Xid("embedded:8091:1")); // answered only on a connection that is introduced
        CoordinatorInfo known = client.coordinator().orElseThrow();
        assertThat(known.assentVersion()).contains(CoordinatorInfo.ownVersion());
        assertThat(known.ahead().orElseThrow().abs()).as("one clock").isLessThan(MINUTE);
    }

    @Test
    void anOpenTransactionGoesOnAfterARestart() throws LockConflict {
        Xid xid = client.begin("buy", MINUTE);
        client.register(xid, BranchType.TCC, "stock", null, "one");
        client.close();
        coordinator.close();

        start();

        assertThat(client.status(xid)).isEqualTo(GlobalStatus.BEGIN);
        assertThat(client.rollback(xid)).isEqualTo(Ending.ROLLED_BACK);
        assertThat(stock.done).containsExactly("rollback one");
    }

    @Test
    void aCallAfterTheCoordinatorIsClosedFailsByName() {
        AssentClient impatient = coordinator.connect(dev.assent.client.ClientOptions.builder("embedded:8091", "late")
                .requestTimeout(Duration.ofMillis(50))
                .build());
        coordinator.close();

        assertThatThrownBy(() -> impatient.begin("late", MINUTE))
                .isInstanceOf(AssentException.TryAgain.class)
                .hasMessageContaining("embedded:8091");
        impatient.close();
    }

    private static final class Stock implements BranchResource {
        final List<String> done = new CopyOnWriteArrayList<>();

        @Override
        public String resourceId() {
            return "stock";
        }

        @Override
        public BranchType type() {
            return BranchType.TCC;
        }

        @Override
        public BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData) {
            done.add("commit " + applicationData);
            return BranchStatus.PHASE_TWO_COMMITTED;
        }

        @Override
        public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData) {
            done.add("rollback " + applicationData);
            return BranchStatus.PHASE_TWO_ROLLBACKED;
        }
    }
}
