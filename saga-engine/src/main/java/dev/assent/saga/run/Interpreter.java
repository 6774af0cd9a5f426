package dev.assent.saga.run;

import dev.assent.saga.definition.Machine;
import dev.assent.saga.definition.TaskState;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides what an instance does next. It has no clock, no thread and no I/O: the same instance, event and surroundings give
 * the same decision. Safe for many threads.
 */
public final class Interpreter {
    private final Rules rules;
    private final Surroundings surroundings;
    private final Evaluator evaluator;

    public Interpreter(Rules rules, Surroundings surroundings, Evaluator evaluator) {
        this.rules = rules;
        this.surroundings = surroundings;
        this.evaluator = evaluator;
    }

    /**
     * How an instance starts.
     *
     * @param id of the instance
     * @param root the instance whose global transaction it works in; itself if it is not a sub machine
     * @param owner the node that runs it; null without a store
     */
    public record Start(
            Instant at,
            String id,
            String root,
            String tenant,
            @Nullable String parentId,
            @Nullable String businessKey,
            Map<String, Object> params,
            @Nullable String owner,
            long ownerEpoch) {}

    /** The first decision about an instance; its transition is to be inserted. */
    public Decision begin(Surroundings.Known known, Start start) {
        return begin(known, start, known.machine().startState());
    }

    /** As {@link #begin(Surroundings.Known, Start)}, from another state. */
    public Decision begin(Surroundings.Known known, Start start, String firstState) {
        Map<String, Object> params = new LinkedHashMap<>(start.params());
        params.remove("_parent_id_");
        if (start.businessKey() != null) {
            params.put("_business_key_", start.businessKey());
        }
        params.values().removeIf(value -> value == null);
        Instance instance = new Instance(
                start.id(),
                known.id(),
                known.machine().hash(),
                start.tenant(),
                start.parentId(),
                start.businessKey(),
                params,
                start.at(),
                start.at(),
                null,
                null,
                null,
                params,
                InstanceStatus.RUNNING,
                null,
                true,
                Position.begin(start.root()),
                null,
                null,
                start.owner(),
                start.ownerEpoch(),
                0);
        Work work = new Work(known.machine(), new Run(instance, List.of()), start.at(), true);
        on(work).enter(firstState);
        return work.decision();
    }

    /** What follows from an event. An event that comes too late for its step changes nothing. */
    public Decision decide(Machine machine, Run run, Event event) {
        Work work = new Work(machine, run, event.at(), false);
        Course course = on(work);
        if (event instanceof Event.Forward forward) {
            return new Operations(work, course, rules, evaluator).forward(forward);
        }
        if (event instanceof Event.Compensate compensate) {
            return new Operations(work, course, rules, evaluator).compensate(compensate);
        }
        if (event instanceof Event.AsideFailed aside) {
            return asideFailed(work, aside) ? work.decision() : Decision.nothing(run);
        }
        if (event instanceof Event.Signal signal) {
            boolean taken = run.instance().running() && run.instance().parked() == null;
            return taken && new Waits(course).signalled(signal)
                    ? work.decision()
                    : Decision.refused(
                            run,
                            Failure.of(
                                    Reason.OPERATION_DENIED,
                                    RunErrors.denied(
                                            run.instance().id(),
                                            "take signal " + signal.name(),
                                            "it does not wait for it")));
        }
        if (!run.instance().running()) {
            return Decision.nothing(run);
        }
        return course.take(event) ? work.decision() : Decision.nothing(run);
    }

    /** The variables that a step of an instance started with: the start parameters, and the output of the steps before it. */
    public Map<String, Object> variablesBefore(Machine machine, Run run, String stepId) {
        Map<String, Object> variables = new LinkedHashMap<>(run.instance().startParams());
        variables.remove("_business_key_");
        for (Step step : run.steps()) {
            if (step.id().equals(stepId)) {
                break;
            }
            boolean mapped =
                    step.status() == InstanceStatus.SUCCEEDED && step.output() != null && step.loopIndex() == null;
            if (mapped && machine.states().get(step.stateName()) instanceof TaskState task) {
                variables.putAll(evaluator.output(task.settings().output(), step.output()));
            }
        }
        return variables;
    }

    private Course on(Work work) {
        return new Course(work, rules, surroundings, evaluator, this);
    }

    /** The machine has not waited for it, so that its status stays; the failure is kept for people. */
    private static boolean asideFailed(Work work, Event.AsideFailed aside) {
        for (Step step : work.steps) {
            if (step.id().equals(aside.step())) {
                work.replace(step.with(step.status(), aside.failure(), aside.at(), step.ignored()));
                return true;
            }
        }
        return false;
    }
}
