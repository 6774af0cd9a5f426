package dev.assent.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.run.Attempt.TransactionStatus;
import dev.assent.demo.run.Fakes.CountingPlug;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PowerCutTest {
    private final CountingPlug plug = new CountingPlug();
    private final Tally tally = new Tally();
    private final PowerCut powerCut = new PowerCut(plug, 1, tally, Fakes.rows(false));

    @Test
    void isNotDoneBeforeEnoughHasEnded() {
        twoSteps(started(1));
        assertThat(plug.pulls).isZero();
    }

    @Test
    void isDoneOnceInTheMiddleOfAPurchase() {
        oneHasEnded();
        Attempt attempt = started(2);
        attempt.took("first");
        assertThat(plug.pulls).isZero();
        attempt.took("second");
        twoSteps(started(3));

        assertThat(plug.pulls).isEqualTo(1);
        assertThat(plug.returns).isEqualTo(1);
        assertThat(attempt.atKill()).isEqualTo(TransactionStatus.UNDECIDED);
    }

    @Test
    void knowsWhereEachAttemptStood() {
        oneHasEnded();
        Attempt before = Fakes.attempt(10, powerCut);
        powerCut.starts(before);
        Attempt begun = started(11);
        Attempt open = started(12);
        open.took("first");
        Attempt asking = started(13);
        asking.took("first");
        asking.leaves();
        Attempt over = started(14);
        over.took("first");
        over.leaves();
        powerCut.ends(over);
        twoSteps(started(15));

        assertThat(before.atKill()).isEqualTo(TransactionStatus.NOT_CONCERNED);
        assertThat(begun.atKill()).isEqualTo(TransactionStatus.BEGUN);
        assertThat(open.atKill()).isEqualTo(TransactionStatus.UNDECIDED);
        assertThat(asking.atKill()).isEqualTo(TransactionStatus.UNANSWERED);
        assertThat(over.atKill()).isEqualTo(TransactionStatus.NOT_CONCERNED);
    }

    /** Its commit may have reached the coordinator before it died. */
    @Test
    void whoAsksToEndDuringTheKillDoesNotCountAsUndecided() {
        oneHasEnded();
        Attempt hasty = started(2);
        hasty.took("first");
        plug.whilePulling = hasty::leaves;
        twoSteps(started(3));
        assertThat(hasty.atKill()).isEqualTo(TransactionStatus.UNANSWERED);
    }

    @Test
    void tellsWhetherTheCoordinatorKnewOfALock() {
        oneHasEnded();
        twoSteps(started(2));
        assertThat(powerCut.locksSeen()).isTrue();

        PowerCut amnesia = new PowerCut(plug, 1, tally, Fakes.rows(true));
        Attempt attempt = Fakes.begun(3, amnesia);
        amnesia.starts(attempt);
        twoSteps(attempt);
        assertThat(amnesia.locksSeen()).isFalse();
    }

    private void oneHasEnded() {
        tally.ended(Fakes.attempt(1, powerCut), Ending.COMMITTED, Duration.ofMillis(1));
    }

    private Attempt started(int number) {
        Attempt attempt = Fakes.begun(number, powerCut);
        powerCut.starts(attempt);
        return attempt;
    }

    private static void twoSteps(Attempt attempt) {
        attempt.took("first");
        attempt.took("second");
    }
}
