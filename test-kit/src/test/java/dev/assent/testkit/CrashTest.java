package dev.assent.testkit;

import static dev.assent.tm.TransactionOptions.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.Cause;
import dev.assent.model.Xid;
import dev.assent.tm.GlobalTransaction;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A coordinator that crashes is gone, and the next one goes on from the log. */
@AssentTest
final class CrashTest {
    private Shop shop;

    @BeforeEach
    void open(AssentKit kit) throws SQLException {
        shop = new Shop(kit);
    }

    @Test
    void afterTheCommitIsDecided(AssentKit kit, TestCoordinator coordinator) throws Exception {
        Fault crash = coordinator.crashAfter(Fact.COMMIT_DECIDED);

        shop.buy(1, "tea", 2);

        assertThat(crash.happened()).isEqualTo(1);
        assertThat(coordinator.starts()).isEqualTo(2);
        assertThat(kit.lastTransaction()).committed();
        assertThat(kit.lastTransaction().story())
                .anyMatch(line ->
                        line.endsWith("the coordinator crashed, as the test asked: the coordinator to crash after"
                                + " COMMIT_DECIDED"))
                .anyMatch(line -> line.endsWith("a coordinator started from the log"));
        assertThat(kit).leavesNothing();
        assertThat(shop.amountOf("tea")).isEqualTo(3);
    }

    @Test
    void afterABranchIsRegistered(AssentKit kit, TestCoordinator coordinator) throws Exception {
        coordinator.crashAfter(Fact.BRANCH_REGISTERED).of("stock");

        shop.buy(1, "tea", 2);

        assertThat(coordinator.starts()).isEqualTo(2);
        assertThat(kit.lastTransaction()).committed().hasBranches(2);
        assertThat(kit).leavesNothing();
    }

    @Test
    void afterTheRollbackIsDecided(AssentKit kit, TestCoordinator coordinator) throws Exception {
        coordinator.crashAfter(Fact.ROLLBACK_DECIDED);

        assertThatThrownBy(() -> shop.buy(1, "pie", 3)).hasMessage("out of stock: pie");

        assertThat(coordinator.starts()).isEqualTo(2);
        assertThat(kit.lastTransaction()).rolledBack().because(Cause.USER);
        assertThat(kit).leavesNothing();
        assertThat(shop.amountOf("pie")).isEqualTo(2);
    }

    /** What was in memory alone is lost: a transaction without a branch. */
    @Test
    void whatIsNotInTheLogIsGone(AssentKit kit, TestCoordinator coordinator) {
        Xid xid = shop.orders.client().begin("empty", Duration.ofMinutes(1));
        coordinator.crash();
        assertThatThrownBy(() -> assertThat(kit.lastTransaction()).open())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("not known to the coordinator");
        assertThatThrownBy(() -> shop.orders.client().commit(xid)).isInstanceOf(OutcomeUnknown.class);
    }

    @Test
    void anOpenTransactionGoesOnAfterARestart(AssentKit kit, TestCoordinator coordinator, TestClock clock)
            throws Exception {
        try (GlobalTransaction tx = shop.transactions().begin(named("long"))) {
            shop.order(1, "tea");
            coordinator.stop();
            clock.advance(Duration.ofMinutes(2));
            coordinator.start();
            assertThat(kit.transaction(tx.xid())).open();

            clock.advance(Duration.ofSeconds(15));

            assertThat(kit.transaction(tx.xid())).rolledBack().because(Cause.TIMEOUT);
        }
        assertThat(kit).leavesNothing();
    }

    @Test
    void aCoordinatorThatIsStoppedAnswersNothing(TestCoordinator coordinator, TestClock clock) {
        coordinator.stop();
        assertThatThrownBy(() -> shop.transactions().begin(named("late")))
                .isInstanceOf(TryAgain.class)
                .hasMessageContaining("within 10000 ms");
        assertThat(clock.passed()).isZero();
        coordinator.start();
        try (GlobalTransaction tx = shop.transactions().begin(named("late"))) {
            tx.commit();
        }
    }

    @Test
    void whatMakesNoSenseIsSaid(AssentKit kit, TestCoordinator coordinator) {
        assertThatThrownBy(coordinator::start)
                .isInstanceOf(NotAllowed.class)
                .hasMessage("ASN-4007: Expected a coordinator that was stopped, to be started, but it runs.");
        coordinator.stop();
        assertThatThrownBy(coordinator::stop).hasMessageContaining("ASN-4006: Expected a running coordinator to stop,");
        assertThatThrownBy(coordinator::crash).hasMessageContaining("to crash, but the test has stopped it");
        assertThatThrownBy(() -> assertThat(kit).hasNothingOpen()).hasMessageContaining("to list what is open, but");
    }
}
