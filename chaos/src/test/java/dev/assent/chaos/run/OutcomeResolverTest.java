package dev.assent.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.chaos.plan.ProcessRole;
import dev.assent.chaos.service.ShopEvent;
import dev.assent.client.Transactions;
import dev.assent.demo.audit.Claim;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OutcomeResolverTest {
    private final Ledger ledger = new Ledger();
    private GlobalStatus status = GlobalStatus.BEGIN;
    private boolean away;
    private final OutcomeResolver resolver = new OutcomeResolver(new Coordinator(), ledger);

    @Test
    void whatIsOpenOrNotAnsweredIsAskedAgain() throws InterruptedException {
        orphan(1);
        resolver.ask();
        assertThat(ledger.unresolved()).hasSize(1);
        away = true;
        resolver.ask();
        assertThat(resolver.askUntilKnown(Deadline.in(Duration.ofMillis(1)))).hasSize(1);
        away = false;
        status = GlobalStatus.COMMITTED;
        resolver.ask();
        assertThat(ledger.claims()).containsEntry(1, Claim.COMMITTED);
    }

    @Test
    void onlyATransactionWithoutABranchMayBeUnknown() {
        status = GlobalStatus.FINISHED;
        orphan(1);
        resolver.ask();
        assertThat(ledger.unresolved()).hasSize(1);

        ledger.requested(2, ProcessRole.SHOP_1);
        hear("# BEGAN 2 UNKNOWN 127.0.0.1:8091:2");
        ledger.requested(3, ProcessRole.SHOP_1);
        ledger.died(ProcessRole.SHOP_1);
        resolver.ask();
        assertThat(ledger.unresolved()).extracting(Attempt::purchase).containsExactly(1);
        assertThat(ledger.claims()).containsEntry(2, Claim.ROLLED_BACK).containsEntry(3, Claim.ROLLED_BACK);
    }

    private void orphan(int purchase) {
        ledger.requested(purchase, ProcessRole.SHOP_1);
        hear("# BEGAN " + purchase + " UNKNOWN 127.0.0.1:8091:" + purchase);
        hear("# STEP_COMMITTED " + purchase + " UNKNOWN placed the order");
        ledger.died(ProcessRole.SHOP_1);
    }

    private void hear(String line) {
        ledger.heard(ShopEvent.read(line).orElseThrow());
    }

    /** Knows one status, or is away. */
    private final class Coordinator implements Transactions {
        @Override
        public GlobalStatus status(Xid xid) {
            if (away) {
                throw new TryAgain("ASN-1000", "away");
            }
            return status;
        }

        @Override
        public Xid begin(String name, Duration timeout) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Ending commit(Xid xid) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Ending rollback(Xid xid) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void markRollbackOnly(Xid xid) {
            throw new UnsupportedOperationException();
        }
    }
}
