package dev.assent.tm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.assent.client.TransactionContext;
import dev.assent.client.Transactions.Ending;
import dev.assent.client.XidContext;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.Xid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has failed inside of a transaction cannot be committed by catching an exception. */
final class RollbackOnlyTest {
    private static final TransactionOptions BUY = TransactionOptions.named("buy");
    private static final TransactionOptions PAY = TransactionOptions.named("pay");

    private final IllegalStateException noMoney = new IllegalStateException("no money");
    private final FakeCoordinator coordinator = new FakeCoordinator();
    private final GlobalTransactions transactions = new GlobalTransactions(coordinator);

    @Test
    void aCaughtExceptionOfAJoinedCallRollsBackAndIsTheCause() {
        assertThatThrownBy(() -> transactions.execute(BUY, () -> catchThrowable(() -> failing(PAY))))
                .isInstanceOf(RolledBack.class)
                .hasMessage("ASN-2452: Expected transaction fake:1:1 to commit, but it was marked rollback-only before:"
                        + " no money. It is rolled back.")
                .hasCause(noMoney);

        assertThat(coordinator.asked).containsExactly("begin buy 60000", "rollback 1");
    }

    @Test
    void soDoesAHandle() {
        try (GlobalTransaction tx = transactions.begin(BUY)) {
            assertThat(catchThrowable(() -> failing(PAY))).isSameAs(noMoney);
            assertThatThrownBy(tx::commit).isInstanceOf(RolledBack.class).hasCause(noMoney);
        }
        assertThat(coordinator.asked).as("rolled back once").containsExactly("begin buy 60000", "rollback 1");
    }

    @Test
    void anExceptionThatTheJoinedCallsRulesAllowMarksNothing() {
        transactions.execute(
                BUY, () -> catchThrowable(() -> failing(PAY.withNoRollbackFor(IllegalStateException.class))));

        assertThat(coordinator.asked).containsExactly("begin buy 60000", "commit 1");
    }

    @Test
    void anExceptionOfATransactionOfItsOwnMarksNothing() {
        transactions.execute(BUY, () -> catchThrowable(() -> failing(PAY.withPropagation(Propagation.REQUIRES_NEW))));

        assertThat(coordinator.asked).containsExactly("begin buy 60000", "begin pay 60000", "rollback 2", "commit 1");
    }

    @Test
    void seatasWayIsASetting() {
        GlobalTransactions lenient =
                new GlobalTransactions(coordinator, TransactionSettings.DEFAULTS.withJoinedFailureRollsBack(false));

        lenient.execute(BUY, () -> catchThrowable(() -> lenient.execute(PAY, this::fail)));

        assertThat(coordinator.asked).containsExactly("begin buy 60000", "commit 1");
    }

    /** So a retry around the joined call ends at once. */
    @Test
    void aDeadTransactionIsNotJoinedAgain() {
        List<String> runs = new ArrayList<>();

        assertThatThrownBy(() -> transactions.execute(BUY, () -> {
                    assertThat(catchThrowable(() -> failing(PAY))).isSameAs(noMoney);
                    assertThatThrownBy(() -> transactions.begin(PAY)).isInstanceOf(RolledBack.class);
                    return transactions.execute(PAY, () -> runs.add("again"));
                }))
                .isInstanceOf(RolledBack.class)
                .hasMessageStartingWith("ASN-2453: Expected 'pay' to join transaction fake:1:1, but")
                .hasCause(noMoney);
        assertThat(runs).isEmpty();
    }

    @Test
    void theProgramMarksIt() {
        assertThatThrownBy(() -> transactions.run(
                        BUY, () -> GlobalTransaction.current().orElseThrow().setRollbackOnly("the shop is closed")))
                .isInstanceOf(RolledBack.class)
                .hasMessageContaining("the shop is closed");
        assertThat(coordinator.asked).containsExactly("begin buy 60000", "rollback 1");
    }

    @Test
    void theMarkReachesOtherThreadsOfTheTransaction() {
        assertThatThrownBy(() -> transactions.run(BUY, () -> {
                    Thread other = new Thread(TransactionContext.current()
                            .wrap(() -> assertThat(catchThrowable(() -> failing(PAY)))
                                    .isSameAs(noMoney)));
                    other.start();
                    other.join();
                }))
                .isInstanceOf(RolledBack.class)
                .hasCause(noMoney);
    }

    @Test
    void troubleWithTheRollbackIsSaidBesideIt() {
        coordinator.rollbacksEnd(Ending.ROLLBACK_FAILED);

        assertThat(catchThrowable(() -> transactions.execute(BUY, () -> catchThrowable(() -> failing(PAY))))
                        .getSuppressed())
                .singleElement()
                .asString()
                .contains("ASN-3452");
    }

    /** The process that ends it does not see the exception, or takes it for something else. */
    @Test
    void theCoordinatorHearsItIfTheTransactionBeganElsewhere() {
        Xid xid = coordinator.begin("elsewhere", BUY.timeout());
        try (XidContext.Scope scope = XidContext.bind(xid)) {
            assertThat(scope).isNotNull();
            assertThat(catchThrowable(() -> failing(PAY))).isSameAs(noMoney);
            assertThatThrownBy(() -> failing(PAY)).isInstanceOf(RolledBack.class);
        }
        assertThat(coordinator.asked).containsExactly("begin elsewhere 60000", "mark 1");
        assertThatThrownBy(() -> coordinator.commit(xid)).isInstanceOf(RolledBack.class);
    }

    @Test
    void theProgramMarksOneThatBeganElsewhere() {
        Xid xid = coordinator.begin("elsewhere", BUY.timeout());
        try (XidContext.Scope scope = XidContext.bind(xid)) {
            assertThat(scope).isNotNull();
            assertThatThrownBy(() -> GlobalTransaction.current().orElseThrow().setRollbackOnly("no paper"))
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageStartingWith("ASN-4455: ");
            assertThat(coordinator.asked).as("the next one may").hasSize(1);
            transactions.run(
                    PAY, () -> GlobalTransaction.current().orElseThrow().setRollbackOnly("no paper"));
        }
        assertThat(coordinator.asked).containsExactly("begin elsewhere 60000", "mark 1");
    }

    @Test
    void aCoordinatorThatDoesNotHearItIsSaidBesideTheException() {
        Xid xid = coordinator.begin("elsewhere", BUY.timeout());
        try (XidContext.Scope scope = XidContext.bind(xid)) {
            assertThat(scope).isNotNull();
            AssentException away = FakeCoordinator.unreachable();
            coordinator.failNextEnding(away);
            assertThat(catchThrowable(() -> failing(PAY))).isSameAs(noMoney).hasSuppressedException(away);
        }
    }

    @Test
    void whatBeganElsewhereIsSeenAndEndsElsewhere() {
        Xid xid = coordinator.begin("elsewhere", BUY.timeout());
        try (XidContext.Scope scope = XidContext.bind(xid)) {
            assertThat(scope).isNotNull();
            GlobalTransaction here = GlobalTransaction.current().orElseThrow();
            assertThat(here.xid()).isEqualTo(xid);
            assertThat(here.commit()).isEmpty();
            assertThatThrownBy(here::status).isInstanceOf(NotAllowed.class).hasMessageStartingWith("ASN-4455: ");
            assertThatThrownBy(() -> here.addHook(new TransactionHook() {}))
                    .isInstanceOf(NotAllowed.class)
                    .hasMessageStartingWith("ASN-4456: ");
            assertThat(transactions.current().orElseThrow().status()).isEqualTo(transactions.status(xid));
        }
        assertThat(GlobalTransaction.current()).isEmpty();
    }

    private Object failing(TransactionOptions options) {
        return transactions.execute(options, this::fail);
    }

    private Object fail() {
        throw noMoney;
    }
}
