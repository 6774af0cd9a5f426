package dev.assent.endtoend;

import static dev.assent.endtoend.Bank.ANN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.databases.DatabaseServers;
import dev.assent.databases.SharedServers;
import dev.assent.demo.database.DatabaseKind;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.Cause;
import dev.assent.testkit.AssentKit;
import dev.assent.testkit.AssentTest;
import dev.assent.testkit.Fact;
import dev.assent.testkit.OfService;
import dev.assent.testkit.TestClock;
import dev.assent.testkit.TestCoordinator;
import dev.assent.testkit.TestService;
import dev.assent.tm.GlobalTransactions;
import dev.assent.tm.TransactionOptions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two services and three databases of different makers, with the coordinator and the clock of the test kit. */
@ExtendWith(SharedServers.class)
@AssentTest
final class ThreeDatabasesOnAClockTest {
    private static final TransactionOptions PAY = TransactionOptions.named("pay");

    private final Map<DatabaseKind, Bank> banks = new EnumMap<>(DatabaseKind.class);

    @BeforeEach
    void open(DatabaseServers servers, @OfService("first") TestService first, @OfService("second") TestService second)
            throws SQLException {
        for (DatabaseKind kind : DatabaseKind.values()) {
            TestService owner = kind == DatabaseKind.MARIADB ? second : first;
            banks.put(kind, new Bank(servers.fresh(kind), owner.client()));
        }
    }

    @AfterEach
    void close() {
        banks.values().forEach(Bank::close);
    }

    private Bank bank(DatabaseKind kind) {
        return Objects.requireNonNull(banks.get(kind));
    }

    private void allHave(AssentKit kit, long balance) throws SQLException {
        assertThat(kit).hasNothingOpen().hasNoLocks();
        for (Bank bank : banks.values()) {
            assertThat(bank.balance(ANN)).as(bank.toString()).isEqualTo(balance);
            assertThat(bank.openUndo()).as(bank.toString()).isZero();
        }
    }

    private void debitEverywhere() throws SQLException {
        for (Bank bank : banks.values()) {
            bank.debit(ANN, 100);
        }
    }

    @Test
    void aTransactionWhoseTimeIsOverIsUndoneAndItsLateCommitSaysSo(
            AssentKit kit, TestClock clock, @OfService("first") GlobalTransactions transactions) throws SQLException {
        assertThatThrownBy(() -> transactions.run(PAY, () -> {
                    bank(DatabaseKind.H2).debit(ANN, 100);
                    bank(DatabaseKind.MARIADB).debit(ANN, 100);
                    clock.advance(Duration.ofMinutes(1));
                    assertThatThrownBy(() -> bank(DatabaseKind.POSTGRES).debit(ANN, 100))
                            .isInstanceOf(SQLException.class)
                            .hasCauseInstanceOf(RolledBack.class)
                            .extracting("SQLState")
                            .isEqualTo("25S03");
                }))
                .isInstanceOf(RolledBack.class)
                .hasMessageContaining("by its time-out");

        assertThat(kit.transaction("pay")).rolledBack().because(Cause.TIMEOUT).hasBranches(2);
        allHave(kit, 1000);
    }

    @Test
    void whatHasFailedInAServiceIsUndoneEverywhereThoughItsCallerCatchesTheError(
            AssentKit kit, @OfService("first") TestService first, @OfService("second") TestService second)
            throws SQLException {
        assertThatThrownBy(() -> first.transactions().run(PAY, () -> {
                    bank(DatabaseKind.H2).debit(ANN, 100);
                    assertThatThrownBy(() ->
                                    second.receive(() -> second.transactions().execute(PAY, () -> {
                                        bank(DatabaseKind.MARIADB).debit(ANN, 100);
                                        throw new IllegalStateException("no money");
                                    })))
                            .hasMessage("no money")
                            .hasNoSuppressedExceptions();
                }))
                .isInstanceOf(RolledBack.class)
                .hasMessageContaining("decided by a branch that failed");

        assertThat(kit.transaction("pay")).rolledBack().because(Cause.BRANCH);
        allHave(kit, 1000);
    }

    @Test
    void aCoordinatorThatCrashesBehindTheDecisionCommitsInAllOfThem(
            AssentKit kit, TestCoordinator coordinator, @OfService("first") GlobalTransactions transactions)
            throws SQLException {
        coordinator.crashAfter(Fact.COMMIT_DECIDED);

        transactions.run(PAY, this::debitEverywhere);

        assertThat(coordinator.starts()).isEqualTo(2);
        assertThat(kit.transaction("pay")).committed().hasBranches(3);
        allHave(kit, 900);
    }

    @Test
    void aBranchThatFailsIsUndoneLater(
            AssentKit kit, TestClock clock, @OfService("first") GlobalTransactions transactions) throws SQLException {
        kit.branch("second").failPhaseTwo(2);

        assertThatThrownBy(() -> transactions.run(PAY, () -> {
                    debitEverywhere();
                    throw new IllegalStateException("no money");
                }))
                .hasMessage("no money");
        assertThat(kit.transaction("pay")).rollingBack();

        clock.advance(Duration.ofSeconds(2));

        assertThat(kit.transaction("pay")).rolledBack().because("no money");
        allHave(kit, 1000);
    }
}
