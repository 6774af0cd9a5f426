package dev.assent.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.run.Attempt.StateAtKill;
import dev.assent.demo.run.Fakes.CountingCoordinator;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CoordinatorKillTest {
    private final CountingCoordinator coordinator = new CountingCoordinator();
    private final Tally tally = new Tally();
    private final CoordinatorKill kill = new CoordinatorKill(coordinator, 1, tally, Fakes.rows(false));

    @Test
    void isNotDoneBeforeEnoughHasEnded() {
        twoSteps(started(1));
        assertThat(coordinator.kills).isZero();
    }

    @Test
    void isDoneOnceInTheMiddleOfAPurchase() {
        oneHasEnded();
        Attempt attempt = started(2);
        attempt.stepCommitted("first");
        assertThat(coordinator.kills).isZero();
        attempt.stepCommitted("second");
        twoSteps(started(3));

        assertThat(coordinator.kills).isEqualTo(1);
        assertThat(coordinator.restarts).isEqualTo(1);
        assertThat(attempt.atKill()).isEqualTo(StateAtKill.UNDECIDED);
    }

    @Test
    void knowsWhereEachAttemptStood() {
        oneHasEnded();
        Attempt before = Fakes.attempt(10, kill);
        kill.starts(before);
        Attempt begun = started(11);
        Attempt open = started(12);
        open.stepCommitted("first");
        Attempt asking = started(13);
        asking.stepCommitted("first");
        asking.endRequested();
        Attempt over = started(14);
        over.stepCommitted("first");
        over.endRequested();
        kill.ends(over);
        twoSteps(started(15));

        assertThat(before.atKill()).isEqualTo(StateAtKill.NOT_CONCERNED);
        assertThat(begun.atKill()).isEqualTo(StateAtKill.BEGUN);
        assertThat(open.atKill()).isEqualTo(StateAtKill.UNDECIDED);
        assertThat(asking.atKill()).isEqualTo(StateAtKill.UNANSWERED);
        assertThat(over.atKill()).isEqualTo(StateAtKill.NOT_CONCERNED);
    }

    /** Its commit may have reached the coordinator before it died. */
    @Test
    void anAttemptThatRequestsItsEndDuringTheKillDoesNotCountAsUndecided() {
        oneHasEnded();
        Attempt hasty = started(2);
        hasty.stepCommitted("first");
        coordinator.whileKilling = hasty::endRequested;
        twoSteps(started(3));
        assertThat(hasty.atKill()).isEqualTo(StateAtKill.UNANSWERED);
    }

    @Test
    void reportsWhetherTheCoordinatorKnewOfALock() {
        oneHasEnded();
        twoSteps(started(2));
        assertThat(kill.locksSeen()).isTrue();

        CoordinatorKill amnesia = new CoordinatorKill(coordinator, 1, tally, Fakes.rows(true));
        Attempt attempt = Fakes.begun(3, amnesia);
        amnesia.starts(attempt);
        twoSteps(attempt);
        assertThat(amnesia.locksSeen()).isFalse();
    }

    private void oneHasEnded() {
        tally.ended(Fakes.attempt(1, kill), Ending.COMMITTED, Duration.ofMillis(1));
    }

    private Attempt started(int number) {
        Attempt attempt = Fakes.begun(number, kill);
        kill.starts(attempt);
        return attempt;
    }

    private static void twoSteps(Attempt attempt) {
        attempt.stepCommitted("first");
        attempt.stepCommitted("second");
    }
}
