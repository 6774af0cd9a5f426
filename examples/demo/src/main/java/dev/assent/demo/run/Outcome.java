package dev.assent.demo.run;

import dev.assent.demo.audit.Violation;
import dev.assent.demo.run.Attempt.TransactionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run has shown.
 *
 * @param outage from the kill until the coordinator was ready again; zero if it never was killed
 * @param locksSeen whether the coordinator, asked before the kill, said that a row was held that was: if it did not, its
 *     word at the end that none is held would be worth nothing
 */
public record Outcome(Tally tally, List<Violation> violations, Duration took, Duration outage, boolean locksSeen) {
    private static final List<Ending> REASONS = List.of(Ending.NO_STOCK, Ending.NO_MONEY, Ending.FAULT);

    /** Why the run proves nothing, or the wrong thing; empty if all is well. */
    public List<String> shortcomings() {
        List<String> found = new ArrayList<>();
        violations.forEach(violation -> found.add(violation.sentence()));
        tally.unexpected().ifPresent(error -> found.add("A purchase ended with an unexpected error: " + error));
        for (Ending reason : REASONS) {
            if (tally.count(reason) == 0) {
                found.add("No purchase was " + reason.words() + ".");
            }
        }
        if (tally.atKill(TransactionStatus.UNDECIDED).isEmpty()) {
            found.add("No transaction was undecided at the kill.");
        }
        if (!locksSeen) {
            found.add("The coordinator did not know of a lock that was held.");
        }
        return found;
    }
}
