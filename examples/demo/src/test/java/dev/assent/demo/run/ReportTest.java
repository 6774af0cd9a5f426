package dev.assent.demo.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assent.demo.audit.Violation;
import dev.assent.demo.audit.Violation.Kind;
import dev.assent.demo.run.Attempt.StateAtKill;
import dev.assent.demo.run.Tally.Retry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private final Tally tally = new Tally();
    private int numbers;

    @Test
    void aRunThatShowsEverythingHasNoShortcomings() {
        fullRun();
        assertThat(outcome(List.of(), true).shortcomings()).isEmpty();
    }

    @Test
    void showsTheWholeRun() {
        fullRun();
        assertThat(Report.of(outcome(List.of(), true))).isEqualTo("""
                  purchases                                                  6
                    committed                                                2
                    rolled back: not in stock                                1
                    rolled back: not enough money                            1
                    rolled back: exception after the last step               1
                    rolled back: transaction lost in the kill                1
                  tried again                                                2
                    another transaction held a row                           2
                  coordinator killed and back after                      1.5 s
                    undecided at the kill                                    3
                      committed                                              1
                      rolled back: transaction lost in the kill              1
                      rolled back and bought again                           1
                    ending asked for, unanswered at the kill                 0
                    begun, no local commit yet, at the kill                  0
                  latency of a committed purchase, p50                  8.0 ms
                  latency of a committed purchase, p99                  8.0 ms
                  time for all purchases                                12.0 s

                Audit of the three databases
                  holds    money is conserved
                  holds    stock is conserved
                  holds    every order is all or nothing
                  holds    what customers were answered is what happened
                  holds    no undo row is left open
                  holds    no lock is left
                """);
    }

    @Test
    void aBrokenPromiseIsNamedWithItsReasons() {
        fullRun();
        String report = Report.of(
                outcome(List.of(new Violation(Kind.MONEY, "Customer 3 had 5, has 4 and paid 0 cents.")), true));
        assertThat(report)
                .contains("  BROKEN   money is conserved (1 violations)")
                .contains("  holds    stock is conserved")
                .contains("  Customer 3 had 5, has 4 and paid 0 cents.");
    }

    @Test
    void everyReasonToRollBackMustOccur() {
        fullRun();
        Tally poor = new Tally();
        poor.ended(attempt(StateAtKill.UNDECIDED), Ending.COMMITTED, Duration.ZERO);
        assertThat(new Outcome(poor, List.of(), Duration.ZERO, Duration.ZERO, true).shortcomings())
                .containsExactly(
                        "No purchase was rolled back: not in stock.",
                        "No purchase was rolled back: not enough money.",
                        "No purchase was rolled back: exception after the last step.");
    }

    @Test
    void somethingMustBeUndecidedAtTheKill() {
        ended(StateAtKill.UNANSWERED, Ending.NO_STOCK, Ending.NO_MONEY, Ending.FAULT);
        assertThat(outcome(List.of(), true).shortcomings())
                .containsExactly("No transaction was undecided at the kill.");
    }

    @Test
    void theQuestionForLocksMustHaveBeenAbleToFail() {
        fullRun();
        assertThat(outcome(List.of(), false).shortcomings())
                .containsExactly("The coordinator did not report a lock that was held.");
    }

    @Test
    void anUnexpectedErrorIsAShortcoming() {
        fullRun();
        tally.unexpected(new IllegalStateException("disk on fire"));
        assertThat(outcome(List.of(), true).shortcomings())
                .singleElement()
                .asString()
                .contains("disk on fire");
    }

    private void fullRun() {
        ended(StateAtKill.NOT_CONCERNED, Ending.COMMITTED, Ending.NO_STOCK, Ending.NO_MONEY, Ending.FAULT);
        ended(StateAtKill.UNDECIDED, Ending.COMMITTED, Ending.LOST);
        tally.again(attempt(StateAtKill.UNDECIDED), Retry.ROW_LOCKED);
        tally.again(attempt(StateAtKill.NOT_CONCERNED), Retry.ROW_LOCKED);
    }

    private void ended(StateAtKill state, Ending... endings) {
        for (Ending ending : endings) {
            tally.ended(attempt(state), ending, Duration.ofMillis(8));
        }
    }

    private Attempt attempt(StateAtKill state) {
        Attempt attempt = Fakes.attempt(++numbers, Fakes.neverKilled());
        attempt.recordStateAtKill(state);
        return attempt;
    }

    private Outcome outcome(List<Violation> violations, boolean locksSeen) {
        return new Outcome(tally, violations, Duration.ofSeconds(12), Duration.ofMillis(1500), locksSeen);
    }
}
