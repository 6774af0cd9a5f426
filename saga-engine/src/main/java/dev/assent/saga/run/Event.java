package dev.assent.saga.run;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to an instance. */
public sealed interface Event {
    /** By the engine's clock. */
    Instant at();

    /**
     * A service or a script returned.
     *
     * @param value normalised: maps, lists, text, numbers, booleans
     * @param branch the branch that was registered for the step, null if it was not
     */
    record Returned(
            Instant at,
            String step,
            int attempt,
            @Nullable Object value,
            @Nullable Long branch) implements Event {}

    /** A service or a script threw, or did not answer in the time of the state. */
    record Threw(
            Instant at,
            String step,
            int attempt,
            Failure failure,
            @Nullable Long branch) implements Event {}

    /**
     * The instance of a sub machine is at its end: forward or compensated, as the step asked.
     *
     * @param refused why the child did not do it; null if it did
     */
    record ChildEnded(
            Instant at,
            String step,
            @Nullable Instance child,
            @Nullable Failure refused,
            @Nullable Long branch) implements Event {}

    /** The instance of a sub machine waits for a person; so this one does. */
    record ChildParked(Instant at, String step, String why) implements Event {}

    /**
     * What a Wait state waits for has come.
     *
     * @param params put on top of the context
     */
    record Signal(Instant at, String name, Map<String, Object> params) implements Event {}

    /** A call that the machine did not wait for ({@code IsAsync}) has failed. */
    record AsideFailed(Instant at, String step, Failure failure) implements Event {}

    /** A time that the instance waits for is over. */
    record Due(Instant at) implements Event {}

    /** The instance was read from the store because its engine had stopped: it is not known which calls were made. */
    record Resumed(Instant at) implements Event {}

    /**
     * What the service says of an attempt whose result was lost ({@code OnUnknown: "Ask"}).
     *
     * @param known {@link InstanceStatus#SUCCEEDED} if it was done, {@link InstanceStatus#FAILED} if not; else not known
     */
    record Answered(Instant at, String step, InstanceStatus known) implements Event {}

    /**
     * An operator or the coordinator wants it to go forward.
     *
     * @param params put on top of the context
     * @param skip whether the step that failed counts as done
     */
    record Forward(Instant at, Map<String, Object> params, boolean skip) implements Event {}

    /** An operator or the coordinator wants it to be compensated. */
    record Compensate(Instant at, Map<String, Object> params) implements Event {}
}
