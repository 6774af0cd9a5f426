package dev.assent.saga.run;

import dev.assent.saga.definition.SubStateMachine;
import dev.assent.saga.definition.TaskState;
import dev.assent.saga.run.Effect.ChildMode;
import dev.assent.saga.run.Effect.RunChild;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Starts sub machines, and takes up sub machines that were called before. */
final class Children {
    private final Course course;
    private final Work work;

    Children(Course course) {
        this.course = course;
        this.work = course.work;
    }

    void run(TaskState state, Pending pending) {
        if (state instanceof SubStateMachine sub) {
            forward(sub, pending);
        } else {
            compensate(pending);
        }
    }

    private void forward(SubStateMachine sub, Pending pending) {
        Instance child = pending.retriedFor() == null ? null : earlier(pending.retriedFor());
        if (child == null || child.compensationStatus() == InstanceStatus.SUCCEEDED) {
            start(sub, pending);
        } else {
            takeUp(pending, child, ChildMode.FORWARD);
        }
    }

    private void compensate(Pending pending) {
        Instance child = pending.compensatedFor() == null ? null : earlier(pending.compensatedFor());
        if (child == null) {
            work.pending.add(pending);
            new Endings(course)
                    .failed(
                            pending,
                            Failure.quiet(
                                    Reason.INSTANCE_NOT_EXISTS, RunErrors.noChild(work.before.id(), pending.state())),
                            null);
        } else {
            takeUp(pending, child, ChildMode.COMPENSATE);
        }
    }

    private void takeUp(Pending pending, Instance child, ChildMode mode) {
        work.pending.add(with(pending, child.id()));
        work.effects.add(new RunChild(pending.id(), child.id(), mode, notNull(pending), List.of(), resource(pending)));
    }

    /** The instance that a step, or the step that it repeats, has called. */
    private @Nullable Instance earlier(String stepId) {
        String id = stepId;
        while (id != null) {
            Optional<Instance> child = course.surroundings.child(work.before.id(), id);
            if (child.isPresent()) {
                return child.get();
            }
            Step step = work.view().step(id).orElse(null);
            id = step == null || id.equals(step.retriedFor()) ? null : step.retriedFor();
        }
        return null;
    }

    private void start(SubStateMachine sub, Pending pending) {
        Optional<Surroundings.Known> known = course.surroundings.machine(sub.stateMachineName(), work.before.tenant());
        if (known.isEmpty()) {
            work.pending.add(pending);
            new Endings(course)
                    .failed(
                            pending,
                            Failure.quiet(
                                    Reason.OBJECT_NOT_EXISTS, RunErrors.noMachine(sub.stateMachineName(), sub.name())),
                            null);
            return;
        }
        String id = course.surroundings.newId();
        Decision first = course.interpreter.begin(
                known.get(),
                new Interpreter.Start(
                        work.now,
                        id,
                        work.root,
                        work.before.tenant(),
                        work.before.id() + ":" + pending.id(),
                        pending.businessKey(),
                        notNull(pending),
                        work.before.owner(),
                        work.before.ownerEpoch()));
        if (first.transition() != null) {
            work.add(first.transition());
        }
        work.pending.add(with(pending, id));
        work.effects.add(
                new RunChild(pending.id(), id, ChildMode.START, notNull(pending), first.effects(), resource(pending)));
    }

    private @Nullable String resource(Pending pending) {
        TaskState state = work.task(pending.state());
        return state == null ? null : course.tasks().resource(state, pending);
    }

    private static Map<String, Object> notNull(Pending pending) {
        Map<String, Object> params = new LinkedHashMap<>();
        Tasks.firstMap(pending.input()).forEach((key, value) -> {
            if (value != null) {
                params.put(key, value);
            }
        });
        return params;
    }

    private static Pending with(Pending pending, String child) {
        return new Pending(
                pending.id(),
                pending.state(),
                pending.input(),
                pending.attempt(),
                pending.retries(),
                pending.due(),
                pending.started(),
                pending.loopIndex(),
                pending.compensatedFor(),
                pending.retriedFor(),
                child,
                pending.businessKey(),
                pending.sequence());
    }
}
