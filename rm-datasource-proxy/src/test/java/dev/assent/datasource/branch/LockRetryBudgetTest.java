package dev.assent.datasource.branch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assent.client.Awaited;
import dev.assent.client.LockConflict;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.Xid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Time that the coordinator has let a caller wait is not waited again. */
final class LockRetryBudgetTest {
    private static final Xid XID = new Xid("a:1:1");
    private static final Duration INTERVAL = Duration.ofMillis(10);

    private final List<Duration> pauses = new ArrayList<>();
    private final LockRetryBudget budget = new LockRetry(INTERVAL, 3, pauses::add).budget();

    private static LockConflict conflict(long waitedMillis) {
        return new LockConflict("held", false, "t:1", Duration.ofMillis(waitedMillis));
    }

    @Test
    void whoHoldsDatabaseLocksOffersAllOfItsTimeAndIsNotAskedForMore() {
        assertThat(budget.waitHolding()).isEqualTo(Duration.ofMillis(30));

        assertThatThrownBy(() -> budget.nextHolding(XID, conflict(30))).isInstanceOf(TryAgain.class);
        assertThat(pauses).isEmpty();
    }

    @Test
    void itAsksAgainWhereTheCoordinatorDidNotLetItWait() {
        budget.nextHolding(XID, conflict(0));
        budget.nextHolding(XID, conflict(12));

        assertThat(pauses).containsExactly(Duration.ofMillis(1), Duration.ofMillis(2));
        assertThat(budget.waitHolding()).isEqualTo(Duration.ofMillis(15));
    }

    @Test
    void aStatementRunsAgainAtOnceWhenTheRowsAreKeptForIt() {
        budget.next(XID, conflict(0), (rows, wait) -> {
            assertThat(rows).isEqualTo("t:1");
            assertThat(wait).isEqualTo(Duration.ofMillis(30));
            return new Awaited(true, Duration.ofMillis(25));
        });

        assertThat(pauses).isEmpty();
    }

    @Test
    void aStatementGivesUpWhenItHasWaitedForAllItsTime() {
        assertThatThrownBy(() -> budget.next(XID, conflict(0), (rows, wait) -> new Awaited(false, wait)))
                .isInstanceOf(TryAgain.class);
    }

    @Test
    void aStatementPausesWhereTheCoordinatorLetsNoRequestWait() {
        for (int i = 0; i < 3; i++) {
            budget.next(XID, conflict(0), (rows, wait) -> Awaited.NOT);
        }

        assertThat(pauses).containsExactly(INTERVAL, INTERVAL, INTERVAL);
        assertThatThrownBy(() -> budget.next(XID, conflict(0), (rows, wait) -> Awaited.NOT))
                .isInstanceOf(TryAgain.class);
    }

    @Test
    void rowsThatAreNotNamedAreNotWaitedFor() {
        budget.next(XID, new LockConflict("held", false), (rows, wait) -> new Awaited(true, wait));

        assertThat(pauses).containsExactly(INTERVAL);
    }
}
