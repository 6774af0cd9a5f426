package dev.assent.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.run.Attempt.StateAtKill;
import dev.assent.demo.run.Tally.Retry;
import dev.assent.model.AssentException.NotAllowed;
import dev.assent.model.AssentException.OutcomeUnknown;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.AssentException.TryAgain;
import dev.assent.model.GlobalStatus;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class ErrorClassifierTest {
    private final ErrorClassifier errors = new ErrorClassifier(Fakes.saying(GlobalStatus.COMMITTED));
    private final Attempt attempt = Fakes.begun(1, Fakes.neverKilled());

    @Test
    void aHeldRowIsTriedAgain() {
        assertThat(errors.retry(attempt, fromMapper(new TryAgain("ASN-1350", "held"))))
                .contains(Retry.ROW_LOCKED);
    }

    @Test
    void anAbsentCoordinatorIsTriedAgain() {
        assertThat(errors.retry(attempt, new TryAgain("ASN-1401", "away"))).contains(Retry.COORDINATOR_AWAY);
    }

    @Test
    void aDatabaseThatGaveUpWaitingIsTriedAgain() {
        assertThat(errors.retry(attempt, new IllegalStateException(new SQLException("dead", "40001"))))
                .contains(Retry.DATABASE_LOCK);
        assertThat(errors.retry(attempt, new IllegalStateException(new SQLException("slow", "HY000", 1205))))
                .contains(Retry.DATABASE_LOCK);
        assertThat(errors.retry(attempt, fromMapper(new RolledBack("ASN-2301", "dead"))))
                .contains(Retry.DATABASE_LOCK);
    }

    @Test
    void whatTheKillRolledBackIsLost() {
        attempt.recordStateAtKill(StateAtKill.UNDECIDED);
        RolledBack rolledBack = new RolledBack("ASN-2401", "by timeout");
        assertThat(errors.retry(attempt, rolledBack)).isEmpty();
        assertThat(errors.ending(attempt, rolledBack)).isEqualTo(Ending.LOST);
    }

    @Test
    void aTransactionTheNewCoordinatorNeverHeardOfIsLost() {
        attempt.recordStateAtKill(StateAtKill.BEGUN);
        RuntimeException unknown = fromMapper(new NotAllowed("ASN-4401", "unknown xid"));
        assertThat(errors.retry(attempt, unknown)).isEmpty();
        assertThat(errors.ending(attempt, unknown)).isEqualTo(Ending.LOST);
    }

    @Test
    void withoutAKillThatIsUnexpected() {
        assertThat(errors.ending(attempt, fromMapper(new NotAllowed("ASN-4401", "unknown xid"))))
                .isEqualTo(Ending.UNEXPECTED);
        assertThat(errors.ending(attempt, new NullPointerException())).isEqualTo(Ending.UNEXPECTED);
    }

    @Test
    void anotherDatabaseErrorIsUnexpectedEvenAtTheKill() {
        attempt.recordStateAtKill(StateAtKill.UNDECIDED);
        IllegalStateException error = new IllegalStateException(new SQLException("no such table", "42S02"));
        assertThat(errors.retry(attempt, error)).isEmpty();
        assertThat(errors.ending(attempt, error)).isEqualTo(Ending.UNEXPECTED);
    }

    @Test
    void anUnknownOutcomeOfACommitIsAskedFor() {
        attempt.bodyCompleted();
        OutcomeUnknown unknown = new OutcomeUnknown("ASN-3401", "no answer");
        assertThat(errors.ending(attempt, unknown)).isEqualTo(Ending.COMMITTED);
        assertThat(new ErrorClassifier(Fakes.saying(GlobalStatus.ROLLBACKED)).ending(attempt, unknown))
                .isEqualTo(Ending.LOST);
        assertThat(new ErrorClassifier(Fakes.saying(GlobalStatus.FINISHED)).ending(attempt, unknown))
                .isEqualTo(Ending.UNKNOWN);
    }

    /** The body threw, so no commit was ever asked for. */
    @Test
    void anUnknownOutcomeInsideAPurchaseIsNoCommit() {
        attempt.recordStateAtKill(StateAtKill.UNDECIDED);
        assertThat(errors.ending(attempt, fromMapper(new OutcomeUnknown("ASN-3401", "no answer"))))
                .isEqualTo(Ending.LOST);
    }

    /** As MyBatis hands on what a data source throws. */
    private static RuntimeException fromMapper(RuntimeException ours) {
        return new IllegalStateException(new SQLException(ours.getMessage(), "40001", ours));
    }
}
