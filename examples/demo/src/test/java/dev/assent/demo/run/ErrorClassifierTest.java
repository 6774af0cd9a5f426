package dev.assent.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.run.Attempt.TransactionStatus;
import dev.assent.demo.run.Tally.Retry;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.GlobalStatus;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class VerdictTest {
    private final Verdict verdict = new Verdict(Fakes.saying(GlobalStatus.COMMITTED));
    private final Attempt attempt = Fakes.begun(1, Fakes.steadyPower());

    @Test
    void aHeldRowIsTriedAgain() {
        assertThat(verdict.retry(attempt, fromMapper(new TryAgain("ASN-1350", "held"))))
                .contains(Retry.ROW_LOCKED);
    }

    @Test
    void anAbsentCoordinatorIsTriedAgain() {
        assertThat(verdict.retry(attempt, new TryAgain("ASN-1401", "away"))).contains(Retry.COORDINATOR_AWAY);
    }

    @Test
    void aDatabaseThatGaveUpWaitingIsTriedAgain() {
        assertThat(verdict.retry(attempt, new IllegalStateException(new SQLException("dead", "40001"))))
                .contains(Retry.DATABASE_LOCK);
        assertThat(verdict.retry(attempt, new IllegalStateException(new SQLException("slow", "HY000", 1205))))
                .contains(Retry.DATABASE_LOCK);
        assertThat(verdict.retry(attempt, fromMapper(new RolledBack("ASN-2301", "dead"))))
                .contains(Retry.DATABASE_LOCK);
    }

    @Test
    void whatTheKillRolledBackIsLost() {
        attempt.stoodAtKill(TransactionStatus.UNDECIDED);
        RolledBack rolledBack = new RolledBack("ASN-2401", "by timeout");
        assertThat(verdict.retry(attempt, rolledBack)).isEmpty();
        assertThat(verdict.ending(attempt, rolledBack)).isEqualTo(Ending.LOST);
    }

    @Test
    void aTransactionTheNewCoordinatorNeverHeardOfIsLost() {
        attempt.stoodAtKill(TransactionStatus.BEGUN);
        RuntimeException unknown = fromMapper(new NotAllowed("ASN-4401", "unknown xid"));
        assertThat(verdict.retry(attempt, unknown)).isEmpty();
        assertThat(verdict.ending(attempt, unknown)).isEqualTo(Ending.LOST);
    }

    @Test
    void withoutAKillThatIsUnexpected() {
        assertThat(verdict.ending(attempt, fromMapper(new NotAllowed("ASN-4401", "unknown xid"))))
                .isEqualTo(Ending.UNEXPECTED);
        assertThat(verdict.ending(attempt, new NullPointerException())).isEqualTo(Ending.UNEXPECTED);
    }

    @Test
    void anotherDatabaseErrorIsUnexpectedEvenAtTheKill() {
        attempt.stoodAtKill(TransactionStatus.UNDECIDED);
        IllegalStateException error = new IllegalStateException(new SQLException("no such table", "42S02"));
        assertThat(verdict.retry(attempt, error)).isEmpty();
        assertThat(verdict.ending(attempt, error)).isEqualTo(Ending.UNEXPECTED);
    }

    @Test
    void anUnknownOutcomeOfACommitIsAskedFor() {
        attempt.through();
        OutcomeUnknown unknown = new OutcomeUnknown("ASN-3401", "no answer");
        assertThat(verdict.ending(attempt, unknown)).isEqualTo(Ending.COMMITTED);
        assertThat(new Verdict(Fakes.saying(GlobalStatus.ROLLBACKED)).ending(attempt, unknown))
                .isEqualTo(Ending.LOST);
        assertThat(new Verdict(Fakes.saying(GlobalStatus.FINISHED)).ending(attempt, unknown))
                .isEqualTo(Ending.UNKNOWN);
    }

    /** The body threw, so no commit was ever asked for. */
    @Test
    void anUnknownOutcomeInsideAPurchaseIsNoCommit() {
        attempt.stoodAtKill(TransactionStatus.UNDECIDED);
        assertThat(verdict.ending(attempt, fromMapper(new OutcomeUnknown("ASN-3401", "no answer"))))
                .isEqualTo(Ending.LOST);
    }

    /** As MyBatis hands on what a data source throws. */
    private static RuntimeException fromMapper(RuntimeException ours) {
        return new IllegalStateException(new SQLException(ours.getMessage(), "40001", ours));
    }
}
