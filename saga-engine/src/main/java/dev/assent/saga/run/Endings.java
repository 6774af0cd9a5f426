package dev.assent.saga.run;

import static dev.assent.saga.run.InstanceStatus.FAILED;
import static dev.assent.saga.run.InstanceStatus.SUCCEEDED;
import static dev.assent.saga.run.InstanceStatus.UNKNOWN;

import dev.assent.saga.definition.CatchRule;
import dev.assent.saga.definition.CompensateSubMachine;
import dev.assent.saga.definition.ScriptTask;
import dev.assent.saga.definition.ServiceTask;
import dev.assent.saga.definition.SubStateMachine;
import dev.assent.saga.definition.TaskSettings;
import dev.assent.saga.definition.TaskState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Ends steps: decides their status, maps their output, and goes on. */
final class Endings {
    private final Course course;
    private final Work work;

    Endings(Course course) {
        this.course = course;
        this.work = course.work;
    }

    void succeeded(Pending pending, @Nullable Object value, @Nullable Long branch) {
        end(pending, value, null, null, branch);
    }

    void failed(Pending pending, Failure failure, @Nullable Long branch) {
        end(pending, null, failure, null, branch);
    }

    /** @param known the status that a sub machine gives its step; null if the rules decide */
    void end(
            Pending pending,
            @Nullable Object value,
            @Nullable Failure thrown,
            @Nullable InstanceStatus known,
            @Nullable Long branch) {
        work.pending.remove(pending);
        TaskState state = work.task(pending.state());
        if (state == null) {
            course.fail(Failure.of(Reason.OBJECT_NOT_EXISTS, RunErrors.noState(work.machine.name(), pending.state())));
            return;
        }
        Failure engineFault = null;
        InstanceStatus status = null;
        try {
            status = matched(state, value, thrown);
        } catch (RuntimeException e) {
            engineFault = Failure.of(Reason.EXCEPTION_CAUGHT, RunErrors.badStatus(state.name(), e));
        }
        if (status == null && engineFault == null && known == null && thrown == null && hasStatus(state)) {
            engineFault = Failure.of(Reason.NO_MATCHED_STATUS, RunErrors.noStatus(state.name()));
        }
        if (engineFault != null) {
            status = careful(state) ? UNKNOWN : FAILED;
        } else if (status == null) {
            status = known == null ? Statuses.ofStep(thrown, careful(state)) : known;
        }
        Failure failure = status == SUCCEEDED ? null : thrown;
        Map<String, Object> mapped = Map.of();
        if (value != null && engineFault == null) {
            try {
                mapped = course.evaluator.output(state.settings().output(), value);
            } catch (RuntimeException e) {
                engineFault = Failure.of(Reason.VARIABLES_ASSIGN_ERROR, RunErrors.badOutput(state.name(), e));
            }
        }
        record(state, pending, value, engineFault == null ? failure : engineFault, status, branch);
        goOn(state, pending, mapped, failure, engineFault, status);
    }

    private void goOn(
            TaskState state,
            Pending pending,
            Map<String, Object> mapped,
            @Nullable Failure failure,
            @Nullable Failure engineFault,
            InstanceStatus status) {
        String route = failure == null ? null : route(state.settings(), failure);
        if (pending.loopIndex() != null && work.loop != null) {
            Failure last = engineFault == null ? failure : engineFault;
            course.loops().ended(pending.loopIndex(), mapped, last, engineFault == null ? route : null, status);
            return;
        }
        work.context.putAll(mapped);
        if (engineFault != null) {
            course.fail(engineFault);
        } else {
            course.after(state, failure, route, status);
        }
    }

    private static boolean hasStatus(TaskState state) {
        return !state.settings().status().isEmpty() && !(state instanceof ServiceTask task && task.async());
    }

    private @Nullable InstanceStatus matched(TaskState state, @Nullable Object value, @Nullable Failure thrown) {
        if (state instanceof ScriptTask || !hasStatus(state)) {
            return null;
        }
        for (Map.Entry<String, ?> each : state.settings().status().entrySet()) {
            if (course.evaluator.test(each.getKey(), value, thrown)) {
                return InstanceStatus.of(each.getValue().toString()).orElseThrow();
            }
        }
        return null;
    }

    /** Whether a failure may have changed something. */
    static boolean careful(TaskState state) {
        return forUpdate(state) || state.settings().forCompensation();
    }

    static boolean forUpdate(TaskState state) {
        return state instanceof SubStateMachine || state.settings().forUpdate();
    }

    private static @Nullable String route(TaskSettings settings, Failure failure) {
        for (CatchRule rule : settings.catches()) {
            if (rule.exceptions().stream().anyMatch(failure::is)) {
                return rule.next();
            }
        }
        return null;
    }

    /** Ends a step whose result is lost, and goes nowhere. */
    void giveUp(TaskState state, Pending pending) {
        Failure lost = Failure.quiet(Reason.UNKNOWN, RunErrors.lost(work.before.id(), pending.state(), pending.id()));
        record(state, pending, null, lost, UNKNOWN, null);
    }

    private void record(
            TaskState state,
            Pending pending,
            @Nullable Object value,
            @Nullable Failure failure,
            InstanceStatus status,
            @Nullable Long branch) {
        if (state instanceof ScriptTask) {
            return;
        }
        ServiceTask service = state instanceof ServiceTask task ? task : null;
        Integer index = pending.loopIndex();
        Step step = new Step(
                pending.id(),
                work.before.id(),
                pending.sequence() == null ? work.takeSequence() : pending.sequence(),
                index == null ? state.name() : state.name() + "-loop-" + index,
                type(state),
                service == null ? null : service.serviceName(),
                service == null ? null : service.serviceMethod(),
                service == null ? null : service.serviceType(),
                pending.businessKey(),
                pending.compensatedFor(),
                pending.retriedFor(),
                pending.started(),
                work.now,
                work.now,
                forUpdate(state),
                pending.input(),
                value,
                status,
                failure,
                pending.attempt(),
                false,
                branch,
                index);
        work.add(step);
        report(state, step);
    }

    private void report(TaskState state, Step step) {
        Step first = step.compensatedFor() == null
                ? Identity.origin(work, step)
                : work.view()
                        .step(step.compensatedFor())
                        .map(each -> Identity.origin(work, each))
                        .orElse(step);
        Effect.BranchReport report = Reports.branch(step);
        boolean quiet = report == Effect.BranchReport.PHASE_TWO_COMMITTED && !course.rules.reportSuccess();
        if (first.branchId() != null && !quiet && state.settings().persist()) {
            work.effects.add(
                    new Effect.ReportBranch(first.branchId(), work.machine.name() + "#" + first.stateName(), report));
        }
    }

    private static String type(TaskState state) {
        if (state instanceof ServiceTask) {
            return "ServiceTask";
        }
        if (state instanceof CompensateSubMachine) {
            return "CompensateSubMachine";
        }
        return state instanceof SubStateMachine ? "SubStateMachine" : "ScriptTask";
    }
}
