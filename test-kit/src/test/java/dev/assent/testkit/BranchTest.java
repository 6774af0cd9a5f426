package dev.assent.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A branch that fails in phase two is tried again, by the test's clock. */
@AssentTest
final class BranchTest {
    private Shop shop;

    @BeforeEach
    void open(AssentKit kit) throws SQLException {
        shop = new Shop(kit);
    }

    @Test
    void aRollbackThatFailsThreeTimes(AssentKit kit, TestClock clock) throws Exception {
        Fault failing = kit.branch("stock").failPhaseTwo(3);

        assertThatThrownBy(() -> shop.buy(1, "pie", 3))
                .hasMessage("out of stock: pie")
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));

        assertThat(failing.happened()).isEqualTo(1);
        assertThat(kit.lastTransaction()).rollingBack();
        assertThat(shop.amountOf("pie")).isEqualTo(-1);
        assertThat(shop.purchases()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(5));

        assertThat(failing.happened()).isEqualTo(3);
        assertThat(kit.lastTransaction()).rolledBack();
        assertThat(kit.lastTransaction().story())
                .filteredOn(line ->
                        line.contains("of stock answers PHASE_TWO_ROLLBACK_FAILED_RETRYABLE: the test lets it fail"))
                .hasSize(3);
        assertThat(shop.amountOf("pie")).isEqualTo(2);
        assertThat(kit).leavesNothing();
    }

    @Test
    void aCommitThatFails(AssentKit kit, TestClock clock) throws Exception {
        kit.branch("stock").failPhaseTwo(2);
        shop.buy(1, "tea", 1);
        assertThat(kit.lastTransaction()).committing();
        assertThat(kit).hasNoLocks();
        assertThatThrownBy(() -> assertThat(kit).hasNoUndoRows()).isInstanceOf(AssertionError.class);

        clock.advance(Duration.ofSeconds(2));

        assertThat(kit.lastTransaction()).committed();
        assertThat(kit).leavesNothing();
    }

    @Test
    void aBranchIsParked(AssentKit kit, TestClock clock) throws Exception {
        kit.branch("stock").park();
        assertThatThrownBy(() -> shop.buy(1, "pie", 3)).hasMessage("out of stock: pie");
        assertThat(kit.lastTransaction()).parked();
        clock.advance(Duration.ofMinutes(10));
        assertThat(kit.lastTransaction()).parked().rollingBack();
        assertThat(shop.amountOf("pie")).isEqualTo(-1);
        assertThatThrownBy(() -> assertThat(kit).hasNoLocks()).isInstanceOf(AssertionError.class);
    }

    @Test
    void aBranchGoesByTheNameOfItsResource(AssentKit kit) throws Exception {
        String url;
        try (var connection = shop.plainOrders.getConnection()) {
            url = connection.getMetaData().getURL();
        }
        Fault failing = kit.branch(url.substring(url.lastIndexOf(':') + 1)).failPhaseTwo(1);
        shop.buy(1, "tea", 1);
        kit.settle();
        assertThat(failing.happened()).isEqualTo(1);
        assertThat(kit.lastTransaction().story())
                .anyMatch(line -> line.contains("of orders answers PHASE_TWO_COMMIT_FAILED"));
    }

    @Test
    void whatMakesNoSenseIsSaid(AssentKit kit) {
        assertThatThrownBy(() -> kit.branch(""))
                .hasMessage("ASN-4010: Expected the name of a branch's service or resource, but it is blank.");
        assertThatThrownBy(() -> kit.branch("stock").failPhaseTwo(0))
                .hasMessage("ASN-4009: Expected a branch to fail at least once, but got 0.");
    }
}
