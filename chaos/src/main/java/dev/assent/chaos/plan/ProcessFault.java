package dev.assent.chaos.plan;

import java.time.Duration;

/**
 * A fault that happens to a process.
 *
 * @param after the number of events since the previous fault of a process was over
 * @param lasts how long a {@link Act#FREEZE} lasts; zero for a kill
 */
public record ProcessFault(int after, ProcessRole victim, Act act, Duration lasts) {
    /** The kinds of fault. */
    public enum Act {
        /** The process is killed by SIGKILL and started again. */
        KILL,
        /** The process is stopped by SIGSTOP and continued by SIGCONT. */
        FREEZE
    }

    @Override
    public String toString() {
        return "after " + after + " events: " + act + ' ' + victim
                + (act == Act.FREEZE ? " for " + lasts.toMillis() + " ms" : "");
    }
}
