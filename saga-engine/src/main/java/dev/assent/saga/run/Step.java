package dev.assent.saga.run;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a state, as {@code state_inst} keeps it.
 *
 * @param id also the idempotency key that the service gets
 * @param sequence the order of the steps of an instance; compensation goes by it backwards
 * @param name the state's, with {@code -loop-N} in a loop
 * @param type as in the JSON, for example {@code ServiceTask}
 * @param compensatedFor the id of the step that this one undoes; null if it is not a compensation
 * @param retriedFor the id of the step that this one repeats; null if it is not a repetition
 * @param input positional arguments
 * @param output null if the service returned null
 * @param ended null while it runs
 * @param attempts the number of calls of the service, 0 if it was not called
 * @param ignored a later step counts in its place. Not a column: {@link Run#loaded} finds it out
 * @param branchId the branch at the coordinator, null if it was not registered
 * @param loopIndex from 0; null outside of a loop
 */
public record Step(
        String id,
        String instanceId,
        int sequence,
        String name,
        String type,
        @Nullable String serviceName,
        @Nullable String serviceMethod,
        @Nullable String serviceType,
        @Nullable String businessKey,
        @Nullable String compensatedFor,
        @Nullable String retriedFor,
        Instant started,
        Instant updated,
        @Nullable Instant ended,
        boolean forUpdate,
        List<@Nullable Object> input,
        @Nullable Object output,
        InstanceStatus status,
        @Nullable Failure failure,
        int attempts,
        boolean ignored,
        @Nullable Long branchId,
        @Nullable Integer loopIndex) {

    public boolean isCompensation() {
        return compensatedFor != null;
    }

    /** The name without {@code -loop-N}. */
    public String stateName() {
        String suffix = "-loop-" + loopIndex;
        return loopIndex != null && name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }

    Step ignoring() {
        return with(status, failure, updated, true);
    }

    Step with(InstanceStatus status, @Nullable Failure failure, Instant updated, boolean ignored) {
        return new Step(
                id,
                instanceId,
                sequence,
                name,
                type,
                serviceName,
                serviceMethod,
                serviceType,
                businessKey,
                compensatedFor,
                retriedFor,
                started,
                updated,
                ended,
                forUpdate,
                input,
                output,
                status,
                failure,
                attempts,
                ignored,
                branchId,
                loopIndex);
    }
}
