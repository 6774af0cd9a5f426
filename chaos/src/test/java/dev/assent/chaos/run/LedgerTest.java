package dev.assent.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.service.ShopEvent;
import dev.assent.demo.audit.Claim;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private final Ledger ledger = new Ledger();

    @Test
    void aPurchaseIsUndecidedFromItsFirstBranchUntilItsEndIsAskedFor() {
        ledger.requested(1, ProcessRole.SHOP_1);
        assertThat(ledger.undecided()).isEmpty();
        hear("# BEGAN 1 UNKNOWN 127.0.0.1:8091:7");
        assertThat(ledger.undecided()).isEmpty();
        hear("# STEP_COMMITTED 1 UNKNOWN placed the order");
        assertThat(ledger.undecided()).hasSize(1);
        hear("# END_REQUESTED 1 UNKNOWN ");
        assertThat(ledger.undecided()).isEmpty();
        assertThat(ledger.openOf(ProcessRole.SHOP_1)).hasSize(1);
        hear("# ENDED 1 COMMITTED ");
        assertThat(ledger.openOf(ProcessRole.SHOP_1)).isEmpty();
        assertThat(ledger.claims()).containsEntry(1, Claim.COMMITTED);
        assertThat(ledger.unresolved()).isEmpty();
    }

    @Test
    void whatADeadShopLeavesIsAskedFor() {
        ledger.requested(1, ProcessRole.SHOP_1);
        ledger.requested(2, ProcessRole.SHOP_2);
        hear("# BEGAN 1 UNKNOWN 127.0.0.1:8091:7");
        ledger.died(ProcessRole.SHOP_1);
        assertThat(ledger.unresolved()).extracting(Attempt::purchase).containsExactly(1);
        ledger.foundOut(ledger.unresolved().get(0), Claim.COMMITTED);
        assertThat(ledger.unresolved()).isEmpty();
        assertThat(ledger.count(Attempt::asked)).isEqualTo(1);
        assertThat(ledger.openOf(ProcessRole.SHOP_2)).hasSize(1);
    }

    @Test
    void nobodyHearsOfAPurchaseThatIsOver() {
        ledger.requested(1, ProcessRole.SHOP_1);
        hear("# ENDED 1 ROLLED_BACK NO_MONEY");
        assertThatThrownBy(() -> hear("# ENDED 1 COMMITTED ")).hasMessageContaining("open purchases alone");
    }

    @Test
    void theUnexpectedIsKept() {
        ledger.requested(1, ProcessRole.SHOP_1);
        hear("# UNEXPECTED 1 ROLLED_BACK java.lang.IllegalStateException: twice");
        assertThat(ledger.unexpected()).hasSize(1);
    }

    @Test
    void waitsForAnUndecidedPurchaseWithABound() throws InterruptedException {
        Deadline over = Deadline.in(Duration.ZERO);
        ledger.awaitUndecided(over);
        assertThat(ledger.undecided()).isEmpty();

        ledger.requested(1, ProcessRole.SHOP_1);
        hear("# BEGAN 1 UNKNOWN 127.0.0.1:8091:7");
        Thread shop = new Thread(() -> hear("# STEP_COMMITTED 1 UNKNOWN placed the order"));
        shop.start();
        ledger.awaitUndecided(Deadline.in(Duration.ofMinutes(1)));
        assertThat(ledger.undecided()).hasSize(1);
        shop.join();
    }

    @Test
    void waitsForEventsWithABound() throws InterruptedException {
        ledger.requested(1, ProcessRole.SHOP_1);
        assertThat(ledger.awaitEvents(1, Deadline.in(Duration.ofMillis(1)))).isFalse();
        assertThat(ledger.awaitQuiet(Deadline.in(Duration.ofMillis(1)))).isFalse();
        hear("# ENDED 1 COMMITTED ");
        assertThat(ledger.awaitEvents(0, Deadline.in(Duration.ofMillis(1)))).isTrue();
        assertThat(ledger.awaitQuiet(Deadline.in(Duration.ofMillis(1)))).isTrue();
    }

    private void hear(String line) {
        ledger.heard(ShopEvent.read(line).orElseThrow());
    }
}
