package dev.assent.saga.run;

import static dev.assent.saga.run.InstanceStatus.FAILED;
import static dev.assent.saga.run.InstanceStatus.RUNNING;
import static dev.assent.saga.run.InstanceStatus.SKIPPED;
import static dev.assent.saga.run.InstanceStatus.SUCCEEDED;
import static dev.assent.saga.run.InstanceStatus.UNKNOWN;

import dev.assent.saga.definition.TaskState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operator or the coordinator may do with an instance. */
final class Operations {
    private final Work work;
    private final Course course;
    private final Rules rules;
    private final Evaluator evaluator;

    Operations(Work work, Course course, Rules rules, Evaluator evaluator) {
        this.work = work;
        this.course = course;
        this.rules = rules;
        this.evaluator = evaluator;
    }

    Decision forward(Event.Forward event) {
        String operation = event.skip() ? "skip and go forward" : "go forward";
        if (work.status == SUCCEEDED && work.compensation == null) {
            return Decision.nothing(work.view());
        }
        if (work.status != FAILED && work.status != UNKNOWN && work.status != RUNNING) {
            return denied(operation, "its status is " + work.status);
        }
        if (isAtWork()) {
            return denied(operation, "it is running");
        }
        if (callStillOut()) {
            return denied(operation, "a call that it made may still be at work");
        }
        giveUpPending();
        Step last = last();
        if (last == null) {
            return denied(operation, "it has no step to go on from");
        }
        if (compensationStatus(last) == UNKNOWN) {
            return denied(operation, "the compensation of its last step " + last.id() + " is unknown");
        }
        TaskState state = work.task(last.stateName());
        if (state == null) {
            return denied(operation, "its definition has no state " + last.stateName());
        }
        boolean done = last.status() == SUCCEEDED || last.status() == SKIPPED;
        if (last.loopIndex() == null && (done || event.skip()) && state.next() == null) {
            return denied(operation, "no state follows " + last.stateName());
        }
        restart(event.params());
        work.status = RUNNING;
        work.failure = null;
        goOn(last, state, done, event.skip());
        return work.decision();
    }

    private void goOn(Step last, TaskState state, boolean done, boolean skip) {
        if (last.loopIndex() != null && !skip) {
            course.loops().again(state);
            return;
        }
        if (skip && !done) {
            skip(last, state);
        }
        if (done || skip) {
            course.next(state.next());
        } else {
            course.tasks().begin(state, null, last, null);
        }
    }

    /** In a loop, each element that is not done counts as skipped. */
    private void skip(Step last, TaskState state) {
        for (Step step : List.copyOf(work.steps)) {
            boolean sameLoop = last.loopIndex() != null && step.stateName().equals(state.name());
            boolean open = !step.ignored() && !step.isCompensation() && step.status() != SUCCEEDED;
            if (open && (sameLoop || step.equals(last))) {
                work.replace(step.with(SKIPPED, step.failure(), work.now, false));
            }
        }
    }

    Decision compensate(Event.Compensate event) {
        if (work.compensation == SUCCEEDED) {
            return Decision.nothing(work.view());
        }
        if (isAtWork()) {
            return denied("be compensated", "it is running");
        }
        if (callStillOut()) {
            return denied("be compensated", "a call that it made may still be at work");
        }
        giveUpPending();
        restart(event.params());
        course.undoing().start(null);
        return work.decision();
    }

    /** A parked instance is running for its store, but nothing works on it. */
    private boolean isAtWork() {
        return work.before.running() && work.parked == null && !work.timedOut(rules);
    }

    private boolean callStillOut() {
        return work.before.running()
                && work.parked == null
                && work.pending.stream()
                        .anyMatch(
                                each -> each.started().plus(rules.callTimeout()).isAfter(work.now));
    }

    /** Steps whose result was lost become unknown ones. */
    private void giveUpPending() {
        for (Pending pending : List.copyOf(work.pending)) {
            TaskState state = work.task(pending.state());
            if (state != null) {
                new Endings(course).giveUp(state, pending);
            }
        }
        work.pending.clear();
        work.loop = null;
        work.undo = null;
    }

    private @Nullable Step last() {
        Step last = null;
        for (Step step : work.steps) {
            if (!step.isCompensation() && !step.ignored() && compensationStatus(step) != SUCCEEDED) {
                last = step;
            }
        }
        return last;
    }

    private @Nullable InstanceStatus compensationStatus(Step step) {
        return work.view().compensationOf(step).map(Step::status).orElse(null);
    }

    private void restart(Map<String, Object> params) {
        if (work.before.position() == null && work.before.context().isEmpty()) {
            work.context.putAll(work.before.endParams() == null ? replayed() : work.before.endParams());
        }
        params.forEach((key, value) -> {
            if (value != null) {
                work.context.put(key, value);
            }
        });
        work.running = true;
        work.ended = null;
        work.endParams = null;
        work.parked = null;
        work.updated = work.now;
    }

    /** The start parameters with the output of each step that succeeded: a row of Seata's engine has no context. */
    private Map<String, Object> replayed() {
        Map<String, Object> context = new LinkedHashMap<>(work.before.startParams());
        for (Step step : work.steps) {
            TaskState state = work.task(step.stateName());
            if (step.status() == SUCCEEDED && step.output() != null && state != null) {
                context.putAll(evaluator.output(state.settings().output(), step.output()));
            }
        }
        return context;
    }

    private Decision denied(String operation, String why) {
        return Decision.refused(
                work.view(), Failure.of(Reason.OPERATION_DENIED, RunErrors.denied(work.before.id(), operation, why)));
    }
}
