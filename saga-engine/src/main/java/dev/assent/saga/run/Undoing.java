package dev.assent.saga.run;

import dev.assent.saga.definition.State;
import dev.assent.saga.definition.SubStateMachine;
import dev.assent.saga.definition.TaskState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compensation: undoes the steps of an instance, the last one first. */
final class Undoing {
    private final Course course;
    private final Work work;

    Undoing(Course course) {
        this.course = course;
        this.work = course.work;
    }

    /** @param trigger the CompensationTrigger whose {@code Next} follows; null if there is none */
    void start(@Nullable String trigger) {
        if (work.status == null || work.status == InstanceStatus.RUNNING) {
            work.status = InstanceStatus.UNKNOWN;
        }
        work.compensation = InstanceStatus.RUNNING;
        work.trigger = trigger;
        work.undo = new ArrayList<>();
        List<String> undo = new ArrayList<>();
        for (Step step : work.steps) {
            if (isToBeUndone(step)) {
                String by = undoer(step);
                if (by != null) {
                    undo.add(step.id());
                } else if (step.forUpdate()) {
                    course.fail(Failure.of(
                            Reason.COMPENSATION_STATE_NOT_FOUND,
                            RunErrors.noCompensation(work.before.id(), step.name())));
                    return;
                }
            }
        }
        work.undo = undo;
        next();
    }

    private boolean isToBeUndone(Step step) {
        boolean kind = step.type().equals("ServiceTask") || step.type().equals("SubStateMachine");
        return kind
                && !step.isCompensation()
                && !step.ignored()
                && step.status() != InstanceStatus.FAILED
                && work.view().compensationOf(step).map(Step::status).orElse(null) != InstanceStatus.SUCCEEDED;
    }

    private @Nullable String undoer(Step step) {
        TaskState state = work.task(step.stateName());
        if (state == null) {
            return null;
        }
        if (state.settings().compensateState() == null && state instanceof SubStateMachine sub) {
            return Implied.undoOf(sub);
        }
        return state.settings().compensateState();
    }

    /** Goes on after a compensation: a failure ends the instance, and the rest is left to the next attempt. */
    void after(@Nullable Failure failure, InstanceStatus status) {
        if (failure != null) {
            course.fail(failure);
        } else if (status != InstanceStatus.SUCCEEDED) {
            course.end(false, false);
        } else {
            next();
        }
    }

    private void next() {
        List<String> undo = new ArrayList<>(work.undo == null ? List.of() : work.undo);
        if (undo.isEmpty()) {
            State trigger = work.trigger == null ? null : work.state(work.trigger);
            leave(trigger == null ? null : trigger.next());
            return;
        }
        Step step = work.view().step(undo.remove(undo.size() - 1)).orElseThrow();
        work.undo = undo;
        String by = undoer(step);
        TaskState state = by == null ? null : work.task(by);
        if (state == null) {
            course.fail(
                    Failure.of(Reason.OBJECT_NOT_EXISTS, RunErrors.noState(work.machine.name(), String.valueOf(by))));
        } else {
            course.tasks().begin(state, null, null, step);
        }
    }

    /** What follows is no compensation any more. */
    private void leave(@Nullable String next) {
        work.undo = null;
        if (next == null) {
            course.end(false, false);
        } else {
            course.enter(next);
        }
    }
}
