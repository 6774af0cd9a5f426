package dev.assent.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.core.Branch;
import dev.assent.core.Effect.Deliver;
import dev.assent.core.Origin;
import dev.assent.core.OutcomeAndCause;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Cause;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingDeliveriesTest {
    private static final Xid A = new Xid("h:1:1");
    private static final Xid B = new Xid("h:1:2");

    private final PendingDeliveries owed = new PendingDeliveries();

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
        return new Delivery(new Deliver(xid, told, new OutcomeAndCause(Outcome.COMMIT, Cause.USER), false));
    }

    @Test
    void eachTransactionHasItsOwnInTheOrderInWhichTheyCame() {
        Delivery second = to(A, 2);
        Delivery first = to(A, 1);
        Delivery other = to(B, 2);

        assertThat(List.of(owed.add(second), owed.add(other), owed.add(first))).doesNotContain(false);

        assertThat(owed.of(A)).containsExactly(second, first);
        assertThat(owed.of(B)).containsExactly(other);
        assertThat(owed.size()).isEqualTo(3);
        owed.of(A).forEach(owed::remove);
        assertThat(owed.of(A)).isEmpty();
        assertThat(owed.contains(other)).isTrue();
        assertThat(owed.size()).isEqualTo(1);
    }

    @Test
    void aBranchIsOwedOneAndNoOtherTakesItAway() {
        Delivery first = to(A, 1);
        Delivery again = to(A, 1);
        owed.add(first);

        assertThat(owed.add(again)).isFalse();

        assertThat(owed.contains(again)).isFalse();
        assertThat(owed.sameBranch(again)).isSameAs(first);
        owed.remove(again);
        assertThat(owed.contains(first)).isTrue();
        owed.remove(first);
        owed.remove(first);
        assertThat(owed.size()).isZero();
        assertThat(owed.add(again)).isTrue();
    }
}
