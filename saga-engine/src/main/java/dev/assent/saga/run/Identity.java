package dev.assent.saga.run;

import dev.assent.saga.definition.TaskState;
import org.jspecify.annotations.Nullable;

/**
 * The id of a step, and the sequence number if it updates a row: {@code <id>.<n>} for the nth repetition, {@code <id>-<n>}
 * for the nth compensation.
 */
record Identity(String id, @Nullable Integer sequence) {
    static Identity of(Course course, TaskState state, @Nullable Step retried, @Nullable Step compensated) {
        if (compensated != null) {
            return ofCompensation(course, state, compensated);
        }
        return retried == null ? new Identity(course.surroundings.newId(), null) : ofRetry(course, state, retried);
    }

    private static Identity ofRetry(Course course, TaskState state, Step retried) {
        if (updates(
                state.settings().retryPersistModeUpdate(),
                course.work.machine.retryPersistModeUpdate(),
                course.rules.retryUpdates())) {
            return new Identity(retried.id(), retried.sequence());
        }
        Step origin = origin(course.work, retried);
        int retries = 1;
        for (Step step : course.work.steps) {
            if (step.id().startsWith(origin.id() + ".")) {
                retries++;
            }
        }
        return new Identity(origin.id() + "." + retries, null);
    }

    private static Identity ofCompensation(Course course, TaskState state, Step compensated) {
        int earlier = 0;
        Step newest = null;
        for (Step step : course.work.steps) {
            if (compensated.id().equals(step.compensatedFor())) {
                earlier++;
                newest = step;
            }
        }
        boolean updates = updates(
                state.settings().compensatePersistModeUpdate(),
                course.work.machine.compensatePersistModeUpdate(),
                course.rules.compensationUpdates());
        return updates && newest != null
                ? new Identity(newest.id(), newest.sequence())
                : new Identity(compensated.id() + "-" + (earlier + 1), null);
    }

    /** The first execution that a chain of repetitions goes back to. */
    static Step origin(Work work, Step step) {
        Step origin = step;
        while (origin.retriedFor() != null && !origin.retriedFor().equals(origin.id())) {
            Step before = work.view().step(origin.retriedFor()).orElse(null);
            if (before == null) {
                return origin;
            }
            origin = before;
        }
        return origin;
    }

    private static boolean updates(@Nullable Boolean state, @Nullable Boolean machine, boolean otherwise) {
        return state != null ? state : machine != null ? machine : otherwise;
    }
}
