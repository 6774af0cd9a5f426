package dev.assent.chaos.plan;

import java.time.Duration;

/**
 * Something done to a process.
 *
 * @param after so many events since the one before was over
 * @param lasts of a {@link Act#FREEZE}
 */
public record ProcessFault(int after, ProcessRole victim, Act act, Duration lasts) {
    /** What is done. */
    public enum Act {
        /** SIGKILL, and started again. */
        KILL,
        /** SIGSTOP, and SIGCONT after a while. */
        FREEZE
    }

    @Override
    public String toString() {
        return "after " + after + " events: " + act + ' ' + victim
                + (act == Act.FREEZE ? " for " + lasts.toMillis() + " ms" : "");
    }
}
