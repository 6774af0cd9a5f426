package dev.assent.saga.run;

import dev.assent.saga.definition.CompensateSubMachine;
import dev.assent.saga.definition.ScriptTask;
import dev.assent.saga.definition.ServiceTask;
import dev.assent.saga.definition.SubStateMachine;
import dev.assent.saga.definition.TaskState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Starts the steps of task states. */
final class Tasks {
    private final Course course;
    private final Work work;

    Tasks(Course course) {
        this.course = course;
        this.work = course.work;
    }

    /**
     * Starts a step.
     *
     * @param index in a loop, else null
     * @param retried the step that it repeats, else null
     * @param compensated the step that it undoes, else null
     */
    void begin(TaskState state, @Nullable Integer index, @Nullable Step retried, @Nullable Step compensated) {
        if (work.timedOut(course.rules)) {
            broke(
                    index,
                    Failure.of(
                            Reason.EXECUTION_TIMEOUT,
                            RunErrors.timedOut(work.before.id(), work.limit(course.rules), state.name())));
            return;
        }
        Evaluator.Inputs inputs;
        try {
            inputs = course.evaluator.input(state.settings().input(), variables(index, compensated));
        } catch (RuntimeException e) {
            broke(index, Failure.of(Reason.VARIABLES_ASSIGN_ERROR, RunErrors.badInput(state.name(), e)));
            return;
        }
        if (inputs.businessKey() != null) {
            work.context.put(state.name() + "_business_key_", inputs.businessKey());
        }
        if (retried != null) {
            work.ignore(retried.id());
        }
        run(state, pending(state, inputs, index, retried, compensated));
    }

    /** In a loop, the steps that run already are waited for. */
    private void broke(@Nullable Integer index, Failure failure) {
        if (index != null && work.loop != null) {
            course.loops().ended(index, Map.of(), failure, null, InstanceStatus.FAILED);
        } else {
            course.fail(failure);
        }
    }

    private Map<String, Object> variables(@Nullable Integer index, @Nullable Step compensated) {
        if (compensated != null && compensated.loopIndex() != null) {
            return course.loops().variables(compensated.stateName(), compensated.loopIndex());
        }
        String looped = work.loop == null ? null : work.loop.state();
        return index == null || looped == null ? work.context : course.loops().variables(looped, index);
    }

    private Pending pending(
            TaskState state,
            Evaluator.Inputs inputs,
            @Nullable Integer index,
            @Nullable Step retried,
            @Nullable Step compensated) {
        Identity identity = Identity.of(course, state, retried, compensated);
        return new Pending(
                identity.id(),
                state.name(),
                inputs.values(),
                1,
                state.settings().retry().stream().map(rule -> 0).toList(),
                null,
                work.now,
                index,
                compensated == null ? null : compensated.id(),
                retried == null ? null : retried.id(),
                null,
                inputs.businessKey(),
                identity.sequence());
    }

    private void run(TaskState state, Pending pending) {
        if (state instanceof SubStateMachine || state instanceof CompensateSubMachine) {
            new Children(course).run(state, pending);
        } else if (state instanceof ServiceTask task && task.async()) {
            work.pending.add(pending);
            work.effects.add(new Effect.CallAside(pending.id(), task, pending.input()));
            new Endings(course).succeeded(pending, null, null);
        } else {
            work.pending.add(pending);
            call(pending);
        }
    }

    /** Adds the effect that starts an attempt of a service or a script. */
    void call(Pending pending) {
        TaskState state = work.task(pending.state());
        if (state instanceof ServiceTask task) {
            work.effects.add(new Effect.Call(
                    pending.id(),
                    pending.compensatedFor() == null ? pending.id() : pending.compensatedFor(),
                    pending.attempt(),
                    task,
                    pending.input(),
                    pending.compensatedFor() != null,
                    resource(task, pending)));
        } else if (state instanceof ScriptTask script) {
            work.effects.add(new Effect.RunScript(pending.id(), pending.attempt(), script, variables(script, pending)));
        }
    }

    /** A variable without a value is there and null, as scripts test for it (4). */
    private static Map<String, @Nullable Object> variables(ScriptTask script, Pending pending) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        firstMap(script.settings().input()).keySet().forEach(name -> variables.put(name, null));
        variables.putAll(firstMap(pending.input()));
        return variables;
    }

    /** Only the first execution of a step with a row is a branch, not a repetition and not a compensation. */
    @Nullable
    String resource(TaskState state, Pending pending) {
        boolean branch = course.rules.branches()
                && work.machine.persist()
                && state.settings().persist()
                && pending.attempt() == 1
                && pending.retriedFor() == null
                && pending.compensatedFor() == null;
        return branch ? work.machine.name() + "#" + state.name() : null;
    }

    static Map<String, @Nullable Object> firstMap(List<@Nullable Object> input) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        if (!input.isEmpty() && input.get(0) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> variables.put(String.valueOf(key), value));
        }
        return variables;
    }
}
