package dev.assent.saga.run;

import java.time.Duration;

/**
 * What a machine does not say itself.
 *
 * @param runTimeout the longest a run takes, from its start or restart
 * @param callTimeout how long a call may still be at work after its engine stopped
 * @param retryUpdates whether a repeated step updates its row instead of adding one
 * @param compensationUpdates whether a repeated compensation does
 * @param branches whether each step is a branch at the coordinator
 * @param reportSuccess whether the success of a branch is reported
 */
public record Rules(
        Duration runTimeout,
        Duration callTimeout,
        boolean retryUpdates,
        boolean compensationUpdates,
        boolean branches,
        boolean reportSuccess) {
    /** 30 min, 5 min, and all the rest off: Seata's defaults. */
    public static Rules standard() {
        return new Rules(Duration.ofMinutes(30), Duration.ofMinutes(5), false, false, false, false);
    }
}
