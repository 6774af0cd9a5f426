package dev.assent.testkit;

import static dev.assent.testkit.Message.BEGIN;
import static dev.assent.testkit.Message.BRANCH_COMMIT;
import static dev.assent.testkit.Message.BRANCH_REGISTER;
import static dev.assent.testkit.Message.BRANCH_ROLLBACK;
import static dev.assent.testkit.Message.COMMIT;
import static dev.assent.testkit.Message.ROLLBACK;
import static dev.assent.tm.TransactionOptions.named;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.TryAgain;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault of the network happens, and what it does can be seen. */
@AssentTest
final class NetworkTest {
    private Shop shop;

    @BeforeEach
    void open(AssentKit kit) throws SQLException {
        shop = new Shop(kit);
    }

    @Test
    void aRegistrationIsLost(AssentKit kit, TestNetwork network, TestClock clock) throws Exception {
        Fault lost = network.drop(BRANCH_REGISTER).of("stock");

        assertThatThrownBy(() -> shop.buy(1, "tea", 1)).hasRootCauseInstanceOf(OutcomeUnknown.class);

        assertThat(lost.happened()).isEqualTo(1);
        assertThat(kit.lastTransaction()).rolledBack().hasBranches(1).because("within 10000 ms");
        assertThat(kit.lastTransaction().story())
                .anyMatch(line -> line.endsWith("fault: BRANCH_REGISTER to be lost (stock)"));
        assertThat(kit).leavesNothing();
        assertThat(shop.amountOf("tea")).isEqualTo(5);
        assertThat(clock.passed()).isEqualTo(Duration.ZERO);
    }

    @Test
    void theAnswerToARegistrationIsLost(AssentKit kit, TestNetwork network) throws Exception {
        network.dropAnswer(BRANCH_REGISTER).of("stock");

        assertThatThrownBy(() -> shop.buy(1, "tea", 1)).hasRootCauseInstanceOf(OutcomeUnknown.class);

        assertThat(kit.lastTransaction()).rolledBack().hasBranches(2);
        assertThat(kit).leavesNothing();
    }

    @Test
    void aCommitThatIsLostIsSentAgain(AssentKit kit, TestNetwork network) throws Exception {
        Fault lost = network.drop(COMMIT).times(2);
        shop.buy(1, "tea", 1);
        assertThat(lost.happened()).isEqualTo(2);
        assertThat(kit.lastTransaction()).committed();
    }

    @Test
    void theAnswerToACommitIsLost(AssentKit kit, TestNetwork network) throws Exception {
        Fault lost = network.dropAnswer(COMMIT);
        shop.buy(1, "tea", 1);
        assertThat(lost.happened()).isEqualTo(1);
        assertThat(kit.lastTransaction()).committed();
    }

    @Test
    void aCommitThatNeverArrives(AssentKit kit, TestNetwork network, TestClock clock) throws Exception {
        Fault lost = network.drop(COMMIT).always();
        assertThatThrownBy(() -> shop.buy(1, "tea", 1)).isInstanceOf(OutcomeUnknown.class);
        assertThat(lost.happened()).isGreaterThan(1);
        assertThat(kit.lastTransaction()).open();

        clock.advance(ofSeconds(60));

        assertThat(kit.lastTransaction()).rolledBack();
        assertThat(kit).leavesNothing();
    }

    @Test
    void aBeginIsLost(TestNetwork network) {
        Fault lost = network.drop(BEGIN);
        assertThatThrownBy(() -> shop.buy(1, "tea", 1)).isInstanceOf(TryAgain.class);
        assertThat(lost.happened()).isEqualTo(1);
    }

    @Test
    void aConnectionThatBreaksIsMadeAgain(AssentKit kit, TestNetwork network) throws Exception {
        Fault begin = network.cut(BEGIN);
        Fault register = network.cutAnswer(BRANCH_REGISTER).of("stock");
        Fault commit = network.cutAnswer(COMMIT);

        shop.buy(1, "tea", 1);

        assertThat(begin.happened() + register.happened() + commit.happened()).isEqualTo(3);
        assertThat(kit.lastTransaction()).committed().hasBranches(2);
        assertThat(kit).leavesNothing();
        assertThat(shop.amountOf("tea")).isEqualTo(4);
    }

    @Test
    void messagesThatArriveTwice(AssentKit kit, TestNetwork network) throws Exception {
        Fault register = network.duplicate(BRANCH_REGISTER).times(2);
        Fault answer = network.duplicateAnswer(BRANCH_REGISTER).always();
        Fault commit = network.duplicate(COMMIT);
        Fault delivery = network.duplicate(BRANCH_COMMIT).times(2);

        shop.buy(1, "tea", 1);

        assertThat(kit.lastTransaction()).committed().hasBranches(2);
        assertThat(kit).leavesNothing();
        assertThat(register.happened()).isEqualTo(2);
        assertThat(answer.happened()).isGreaterThan(1);
        assertThat(commit.happened()).isEqualTo(1);
        assertThat(delivery.happened()).isEqualTo(2);
    }

    @Test
    void aRegistrationThatComesTooLateIsRefused(AssentKit kit, TestNetwork network, TestClock clock) throws Exception {
        network.delay(BRANCH_REGISTER, ofSeconds(30)).of("stock");

        assertThatThrownBy(() -> shop.buy(1, "tea", 1)).hasRootCauseInstanceOf(OutcomeUnknown.class);
        assertThat(kit.lastTransaction()).rolledBack().hasBranches(1);

        clock.advance(ofSeconds(29));
        assertThat(kit.lastTransaction().story()).noneMatch(line -> line.contains("a branch of stock is refused"));
        clock.advance(ofSeconds(1));
        assertThat(kit.lastTransaction().story()).anyMatch(line -> line.contains("a branch of stock is refused"));
        assertThat(kit.lastTransaction()).rolledBack().hasBranches(1);
        assertThat(kit).leavesNothing();
    }

    @Test
    void anAnswerThatComesLater(AssentKit kit, TestNetwork network, TestClock clock) throws Exception {
        Fault late = network.delayAnswer(BRANCH_ROLLBACK, ofMillis(1500)).of("stock");

        assertThatThrownBy(() -> shop.buy(1, "pie", 3)).hasMessage("out of stock: pie");
        assertThat(late.happened()).isEqualTo(1);
        assertThat(kit.lastTransaction()).rollingBack();
        clock.advance(ofMillis(1500));
        assertThat(kit.lastTransaction()).rolledBack();
        assertThat(kit).leavesNothing();
    }

    @Test
    void aDeliveryIsLost(AssentKit kit, TestNetwork network, TestClock clock) throws Exception {
        network.drop(BRANCH_ROLLBACK).of("stock");
        assertThatThrownBy(() -> shop.buy(1, "pie", 3))
                .hasMessage("out of stock: pie")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
        assertThat(kit.lastTransaction()).rollingBack();
        assertThat(shop.amountOf("pie")).isEqualTo(-1);

        clock.advance(Duration.ofMinutes(11)); // the coordinator gives up a connection that stays silent

        assertThat(kit.lastTransaction()).rolledBack();
        assertThat(shop.amountOf("pie")).isEqualTo(2);
        assertThat(kit).leavesNothing();
    }

    @Test
    void aRollbackThatIsLostIsSentAgain(AssentKit kit, TestNetwork network) throws Exception {
        Fault lost = network.drop(ROLLBACK);
        assertThatThrownBy(() -> shop.buy(1, "pie", 3)).hasMessage("out of stock: pie");
        assertThat(lost.happened()).isEqualTo(1);
        assertThat(kit.lastTransaction()).rolledBack();
    }

    @Test
    void aFaultOfAnotherServiceDoesNotHappen(AssentKit kit, TestNetwork network) throws Exception {
        Fault elsewhere = network.drop(COMMIT).of("stock");
        shop.buy(1, "tea", 1);
        assertThat(elsewhere.happened()).isZero();
        assertThat(kit.lastTransaction()).committed();
        elsewhere.cancel();
    }

    @Test
    void whatMakesNoSenseIsSaid(AssentKit kit, TestNetwork network) throws Exception {
        Fault fault = network.drop(COMMIT);
        assertThatThrownBy(() -> fault.times(0))
                .isInstanceOf(NotAllowed.class)
                .hasMessage("ASN-4009: Expected a fault to happen at least once, but got 0.");
        assertThatThrownBy(() -> fault.of(" "))
                .hasMessage("ASN-4010: Expected the name of a service, but it is blank.");
        assertThatThrownBy(() -> network.delay(COMMIT, ofMillis(-1))).hasMessageContaining("ASN-4001");
        fault.cancel();
        try (var tx = shop.transactions().begin(named("fine"))) {
            tx.commit();
        }
        assertThat(kit.lastTransaction()).committed();
    }
}
