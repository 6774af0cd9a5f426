package dev.assent.saga.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from an event.
 *
 * @param transition null if nothing changes
 * @param run the instance with its steps as they are afterwards
 * @param effects for the engine, after the transition is stored
 * @param refused why an operation is not done; null if it is
 */
public record Decision(
        @Nullable Transition transition,
        Run run,
        List<Effect> effects,
        @Nullable Failure refused) {
    public Decision {
        effects = List.copyOf(effects);
    }

    static Decision nothing(Run run) {
        return new Decision(null, run, List.of(), null);
    }

    static Decision refused(Run run, Failure why) {
        return new Decision(null, run, List.of(), why);
    }
}
