package dev.assent.saga.run;

import static dev.assent.saga.run.InstanceStatus.FAILED;
import static dev.assent.saga.run.InstanceStatus.SKIPPED;
import static dev.assent.saga.run.InstanceStatus.SUCCEEDED;
import static dev.assent.saga.run.InstanceStatus.UNKNOWN;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the status of an instance is at its end. */
final class Statuses {
    private static final String SERVICE = "ServiceTask";

    private Statuses() {}

    /** The status of a step whose {@code Status} says nothing. */
    static InstanceStatus ofStep(@Nullable Failure failure, boolean careful) {
        if (failure == null) {
            return SUCCEEDED;
        }
        return careful && failure.net() != Failure.Net.CONNECT ? UNKNOWN : FAILED;
    }

    /** The status of a run forward; the first condition that holds decides. */
    static InstanceStatus forward(List<Step> steps, @Nullable Failure failure) {
        boolean unknown = false;
        boolean failed = false;
        boolean changed = false;
        for (Step step : steps) {
            if (!step.isCompensation() && !step.ignored()) {
                unknown |= step.status() == UNKNOWN;
                failed |= step.status() != SUCCEEDED && step.status() != SKIPPED;
                changed |= step.type().equals(SERVICE) && step.forUpdate() && step.status() == SUCCEEDED;
            }
        }
        if (unknown) {
            return UNKNOWN;
        }
        if (failed) {
            return changed ? UNKNOWN : FAILED;
        }
        if (failure == null) {
            return SUCCEEDED;
        }
        boolean open =
                failure.reason() == Reason.EXECUTION_TIMEOUT || changed || failure.net() == Failure.Net.READ_TIMEOUT;
        return open ? UNKNOWN : FAILED;
    }

    /** The status of an instance that ended as failed although each of its steps succeeded. */
    static InstanceStatus failedAfterSuccess(List<Step> steps) {
        boolean changed =
                steps.stream().anyMatch(step -> !step.ignored() && (step.forUpdate() || step.isCompensation()));
        return changed ? UNKNOWN : FAILED;
    }

    /** The status of a compensation, which is over or stopped at a failure. */
    static InstanceStatus compensation(List<Step> steps, boolean left) {
        Map<String, InstanceStatus> newest = new LinkedHashMap<>();
        for (Step step : steps) {
            if (step.compensatedFor() != null) {
                newest.put(step.compensatedFor(), step.status());
            }
        }
        if (left) {
            return newest.containsValue(SUCCEEDED) || newest.containsValue(UNKNOWN) ? UNKNOWN : FAILED;
        }
        return newest.values().stream().allMatch(SUCCEEDED::equals) ? SUCCEEDED : UNKNOWN;
    }
}
