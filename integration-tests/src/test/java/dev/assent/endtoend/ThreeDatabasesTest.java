package dev.assent.endtoend;

import static dev.assent.endtoend.Bank.ANN;
import static dev.assent.endtoend.Bank.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.client.LockRetrySettings;
import dev.assent.client.Transactions.Ending;
import dev.assent.client.XidContext;
import dev.assent.databases.DatabaseServers;
import dev.assent.databases.SharedServers;
import dev.assent.demo.coordinator.Coordinator;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.demo.process.RunDirectory;
import dev.assent.model.AssentException.RowHeld;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.GlobalStatus;
import dev.assent.tm.GlobalTransaction;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two services in one process, three databases of different makers, and a coordinator that is a process of its own. */
@ExtendWith(SharedServers.class)
@TestInstance(Lifecycle.PER_CLASS)
final class ThreeDatabasesTest {
    private static final TransactionOptions PAY = TransactionOptions.named("pay");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RunDirectory run = RunDirectory.create("assent-three-databases");
    private final Map<DatabaseKind, Bank> banks = new EnumMap<>(DatabaseKind.class);
    private final Coordinator coordinator;
    private final AssentClient first;
    private final AssentClient second;
    private final GlobalTransactions transactions;
    private int nextCustomer = Bank.FIRST_OF_MORE;

    ThreeDatabasesTest() throws InterruptedException {
        coordinator = Coordinator.start(run);
        first = AssentClient.connect(ClientOptions.to(coordinator.address(), "first"));
        second = AssentClient.connect(ClientOptions.to(coordinator.address(), "second"));
        transactions = new GlobalTransactions(first);
    }

    @BeforeAll
    void open(DatabaseServers servers) throws SQLException {
        for (DatabaseKind kind : DatabaseKind.values()) {
            banks.put(kind, new Bank(servers.fresh(kind), kind == DatabaseKind.MARIADB ? second : first));
        }
    }

    @AfterAll
    void close() throws InterruptedException {
        banks.values().forEach(Bank::close);
        first.close();
        second.close();
        coordinator.stop();
        run.close();
    }

    @BeforeEach
    void fill() throws SQLException {
        for (Bank bank : banks.values()) {
            bank.overwrite(ANN, 1000);
            bank.overwrite(BOB, 1000);
        }
    }

    /** Whatever a test has done: pools, MyBatis and the proxies go on working. */
    @AfterEach
    void allIsWell() throws SQLException {
        long order = payments();
        long[] before = balances(BOB);
        transactions.execute(PAY, () -> chargeEverywhere(order, BOB, 1));
        for (Bank bank : banks.values()) {
            bank.awaitRest();
        }
        assertThat(balances(BOB)).containsExactly(before[0] - 1, before[1] - 1, before[2] - 1);
    }

    @Test
    void whatIsCommittedIsCommittedEverywhere() throws SQLException {
        long order = payments();

        transactions.execute(PAY, () -> chargeEverywhere(order, ANN, 300));

        assertThat(balances(ANN)).containsExactly(700, 700, 700);
        assertThat(payments()).isEqualTo(order + banks.size());
    }

    @Test
    void whatIsRolledBackIsUndoneEverywhere() throws SQLException {
        long order = payments();
        IllegalStateException trouble = new IllegalStateException("the last step");

        assertThatThrownBy(() -> transactions.execute(PAY, () -> {
                    chargeEverywhere(order, ANN, 300);
                    assertThat(balances(ANN)).containsExactly(700, 700, 700);
                    throw trouble;
                }))
                .isSameAs(trouble)
                .hasNoSuppressedExceptions();

        assertThat(balances(ANN)).containsExactly(1000, 1000, 1000);
        assertThat(payments()).isEqualTo(order);
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void anAutocommitStatementWaitsForTheHolderAndSucceeds(DatabaseKind kind) throws SQLException {
        waitsAndSucceeds(bank(kind), () -> bank(kind).debit(ANN, 50));
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void aLocalTransactionWaitsForTheHolderAndSucceeds(DatabaseKind kind) throws SQLException {
        waitsAndSucceeds(bank(kind), () -> bank(kind).debitExplicitly(ANN, 50));
    }

    private void waitsAndSucceeds(Bank bank, Step debit) throws SQLException {
        CompletableFuture<Void> waiter;
        try (GlobalTransaction holder = transactions.begin(PAY)) {
            bank.debit(ANN, 100);
            waiter = CompletableFuture.runAsync(() -> inATransaction(debit));
            await("a waiter").atMost(PATIENCE).until(() -> bank.waiting() == 1);
            assertThat(waiter).isNotDone();
            holder.commit();
        }
        waiter.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();

        assertThat(bank.balance(ANN)).isEqualTo(850);
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void whoWaitsTooLongIsToldToTryAgainAndHasChangedNothing(DatabaseKind kind) throws SQLException {
        Bank bank = bank(kind);
        try (GlobalTransaction holder = transactions.begin(PAY)) {
            bank.debit(ANN, 100);

            assertThatThrownBy(CompletableFuture.runAsync(() -> inATransaction(() -> bank.debitInHaste(ANN, 50)))::join)
                    .cause()
                    .isInstanceOf(SQLException.class)
                    .hasMessageStartingWith("ASN-1350: ")
                    .hasCauseInstanceOf(TryAgain.class)
                    .extracting("SQLState")
                    .isEqualTo("40001");

            holder.commit();
        }
        assertThat(bank.balance(ANN)).isEqualTo(900);
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void aDirtyWriteStaysAsItIsWithItsLockAndIsSaid(DatabaseKind kind) throws SQLException {
        Bank bank = bank(kind);
        int customer = nextCustomer++; // stays locked
        try (ProcessOutput said = new ProcessOutput();
                GlobalTransaction transaction = transactions.begin(PAY)) {
            bank.debit(customer, 100); // the first, so the last to be undone
            for (Bank other : banks.values()) {
                if (other != bank) {
                    other.debit(customer, 100);
                }
            }
            bank.overwrite(customer, 555);

            assertThat(transaction.rollback()).contains(Ending.ROLLBACK_FAILED);

            assertThat(transaction.status()).isEqualTo(GlobalStatus.ROLLBACK_FAILED);
            assertThat(said.warnings())
                    .filteredOn(line -> line.contains(transaction.xid().value()))
                    .singleElement()
                    .asString()
                    .containsIgnoringCase("balance: before 1000 / ours 900 / now 555");
        }
        for (Bank each : banks.values()) {
            assertThat(each.balance(customer)).as("%s", each).isEqualTo(each == bank ? 555 : 1000);
            assertThat(each.isHeld(customer)).as("%s", each).isEqualTo(each == bank);
        }
        bank.leaveOne();
        assertThat(bank.openUndo()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void aLocalTransactionRespectsTheLocksUnderAGlobalLock(DatabaseKind kind) throws SQLException {
        Bank bank = bank(kind);
        LockRetrySettings once = LockRetrySettings.ofAttributes(1, 1);
        try (GlobalTransaction holder = transactions.begin(PAY)) {
            bank.debit(ANN, 100);
            try (XidContext.Scope outside = holder.suspend()) {
                assertThat(outside).isNotNull();
                assertThatThrownBy(() -> transactions.withGlobalLock(once, () -> {
                            bank.debit(ANN, 50);
                            return bank;
                        }))
                        .hasCauseInstanceOf(RowHeld.class);
            }
            holder.commit();
        }
        transactions.withGlobalLock(once, () -> {
            bank.debit(ANN, 50);
            return bank;
        });

        assertThat(bank.balance(ANN)).isEqualTo(850);
    }

    private void inATransaction(Step step) {
        try {
            transactions.execute(PAY, () -> {
                step.run();
                return step;
            });
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private long chargeEverywhere(long order, int customer, long amount) {
        banks.values().forEach(bank -> bank.charge(order, customer, amount));
        return order;
    }

    private Bank bank(DatabaseKind kind) {
        return Objects.requireNonNull(banks.get(kind));
    }

    /** In the order of the kinds. */
    private long[] balances(int customer) throws SQLException {
        long[] balances = new long[banks.size()];
        int i = 0;
        for (Bank bank : banks.values()) {
            balances[i++] = bank.balance(customer);
        }
        return balances;
    }

    /** Also a number that no order has had yet. */
    private long payments() throws SQLException {
        long payments = 0;
        for (Bank bank : banks.values()) {
            payments += bank.payments();
        }
        return payments;
    }

    /** A part of a transaction. */
    private interface Step {
        void run() throws SQLException;
    }
}
