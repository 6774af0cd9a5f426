package dev.assent.demo.run;

import dev.assent.demo.audit.Violation;
import dev.assent.demo.run.Attempt.StateAtKill;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has shown.
 *
 * @param restart the time from the kill until the coordinator was ready again; zero if it was not killed
 * @param locksSeen whether the coordinator, when it was asked before the kill, reported a lock that was really held;
 *     otherwise its report at the end that no lock is left would prove nothing
 */
public record Outcome(Tally tally, List<Violation> violations, Duration took, Duration restart, boolean locksSeen) {
    private static final List<Ending> REASONS = List.of(Ending.NO_STOCK, Ending.NO_MONEY, Ending.FAULT);

    /** Why the run has failed or proves nothing, one sentence each; empty if all is well. */
    public List<String> shortcomings() {
        List<String> found = new ArrayList<>();
        violations.forEach(violation -> found.add(violation.sentence()));
        tally.unexpected().ifPresent(error -> found.add("A purchase ended with an unexpected error: " + error));
        for (Ending reason : REASONS) {
            if (tally.count(reason) == 0) {
                found.add("No purchase was " + reason.words() + ".");
            }
        }
        if (tally.atKill(StateAtKill.UNDECIDED).isEmpty()) {
            found.add("No transaction was undecided at the kill.");
        }
        if (!locksSeen) {
            found.add("The coordinator did not report a lock that was held.");
        }
        return found;
    }
}
