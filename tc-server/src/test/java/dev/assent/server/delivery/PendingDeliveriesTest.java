package dev.assent.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Begun;
import dev.assent.core.Branch;
import dev.assent.core.Origin;
import dev.assent.core.OutcomeAndCause;
import dev.assent.core.PendingDelivery;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingDeliveriesTest {
    private static final Xid A = new Xid("h:1:1");
    private static final Xid B = new Xid("h:1:2");

    private final PendingDeliveries pending = new PendingDeliveries();

    private static Delivery to(Xid xid, long branch) {
        Branch told = new Branch(
                new BranchId(branch),
                BranchType.AT,
                "db",
                List.of(),
                new Origin("shop", "10.0.0.1:4000", true),
                BranchStatus.REGISTERED,
                null,
                null);
        Begun begun = new Begun(xid, Instant.EPOCH, Instant.EPOCH, "buy", told.origin(), "group");
        OutcomeAndCause commit = new OutcomeAndCause(Outcome.COMMIT, Cause.USER);
        return new Delivery(new PendingDelivery(begun, told, commit, 0, 0, false, true), Duration.ofSeconds(15));
    }

    @Test
    void eachTransactionHasItsOwnInTheOrderInWhichTheyCame() {
        Delivery second = to(A, 2);
        Delivery first = to(A, 1);
        Delivery other = to(B, 2);

        assertThat(List.of(pending.add(second), pending.add(other), pending.add(first)))
                .doesNotContain(false);

        assertThat(pending.of(A)).containsExactly(second, first);
        assertThat(pending.of(B)).containsExactly(other);
        assertThat(pending.size()).isEqualTo(3);
        pending.of(A).forEach(pending::remove);
        assertThat(pending.of(A)).isEmpty();
        assertThat(pending.contains(other)).isTrue();
        assertThat(pending.size()).isEqualTo(1);
    }

    @Test
    void aBranchHasOneAndNoOtherTakesItAway() {
        Delivery first = to(A, 1);
        Delivery again = to(A, 1);
        pending.add(first);

        assertThat(pending.add(again)).isFalse();

        assertThat(pending.contains(again)).isFalse();
        assertThat(pending.find(A, new BranchId(1))).isSameAs(first);
        pending.remove(again);
        assertThat(pending.contains(first)).isTrue();
        pending.remove(first);
        pending.remove(first);
        assertThat(pending.size()).isZero();
        assertThat(pending.add(again)).isTrue();
    }
}
