package dev.assent.saga.run;

import static dev.assent.saga.run.InstanceStatus.FAILED;
import static dev.assent.saga.run.InstanceStatus.SUCCEEDED;
import static dev.assent.saga.run.InstanceStatus.UNKNOWN;

import dev.assent.saga.definition.OnUnknown;
import dev.assent.saga.definition.ServiceTask;
import dev.assent.saga.definition.SubStateMachine;
import dev.assent.saga.definition.TaskState;
import dev.assent.saga.definition.Wait;
import dev.assent.saga.run.Effect.ChildMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Takes what becomes of the calls that an instance has made. */
final class Answers {
    private final Course course;
    private final Work work;

    Answers(Course course) {
        this.course = course;
        this.work = course.work;
    }

    /** @return false if the event changes nothing */
    boolean take(Event event) {
        if (event instanceof Event.Returned returned) {
            return returned(returned);
        }
        if (event instanceof Event.Threw threw) {
            return threw(threw);
        }
        if (event instanceof Event.ChildEnded child) {
            return childEnded(child);
        }
        if (event instanceof Event.ChildParked parked) {
            work.parked = parked.why();
            return work.pending(parked.step()) != null;
        }
        if (event instanceof Event.Answered answered) {
            return answered(answered);
        }
        return event instanceof Event.Resumed ? resumed() : event instanceof Event.Due && due();
    }

    private boolean returned(Event.Returned event) {
        Pending pending = running(event.step(), event.attempt());
        if (pending == null) {
            return false;
        }
        new Endings(course).succeeded(pending, event.value(), event.branch());
        return true;
    }

    private @Nullable Pending running(String step, int attempt) {
        Pending pending = work.pending(step);
        return pending == null || pending.attempt() != attempt || pending.due() != null ? null : pending;
    }

    private boolean threw(Event.Threw event) {
        Pending pending = running(event.step(), event.attempt());
        if (pending == null) {
            return false;
        }
        Pending again = work.task(pending.state()) instanceof ServiceTask task
                ? Retries.next(task, pending, event.failure(), work.now, course.surroundings.draw())
                : null;
        if (again == null) {
            new Endings(course).failed(pending, event.failure(), event.branch());
        } else {
            work.replace(pending, again);
            if (again.due() == null) {
                course.tasks().call(again);
            }
        }
        return true;
    }

    private boolean due() {
        boolean changed = false;
        for (Pending pending : List.copyOf(work.pending)) {
            boolean over = pending.due() != null && !pending.due().isAfter(work.now);
            if (over && work.state(pending.state()) instanceof Wait wait) {
                new Waits(course).over(wait, pending);
                changed = true;
            } else if (over) {
                Pending now = pending.again(pending.attempt(), pending.retries(), null);
                work.replace(pending, now);
                course.tasks().call(now);
                changed = true;
            }
        }
        return changed;
    }

    private boolean childEnded(Event.ChildEnded event) {
        Pending pending = work.pending(event.step());
        if (pending == null) {
            return false;
        }
        Endings endings = new Endings(course);
        Instance child = event.child();
        if (event.refused() != null || child == null) {
            Failure failure = event.refused() == null
                    ? Failure.quiet(Reason.INSTANCE_NOT_EXISTS, RunErrors.noChild(work.before.id(), pending.state()))
                    : event.refused();
            endings.failed(pending, failure, event.branch());
        } else if (!(work.task(pending.state()) instanceof SubStateMachine)) {
            InstanceStatus status = child.compensationStatus() == null ? UNKNOWN : child.compensationStatus();
            endings.end(pending, params(child), null, status, event.branch());
        } else if (child.failure() != null && child.failure().raised()) {
            endings.failed(pending, child.failure(), event.branch());
        } else {
            InstanceStatus status = ofChild(child);
            Map<String, Object> output = new LinkedHashMap<>(params(child));
            output.put("_sub_statemachine_execution_status_", status.code());
            endings.end(pending, output, null, status, event.branch());
        }
        return true;
    }

    private static Map<String, Object> params(Instance child) {
        return child.endParams() == null ? Map.of() : child.endParams();
    }

    private static InstanceStatus ofChild(Instance child) {
        InstanceStatus compensation = child.compensationStatus();
        if (compensation == null || compensation == FAILED) {
            return child.status() == null ? UNKNOWN : child.status();
        }
        return compensation == SUCCEEDED ? FAILED : UNKNOWN;
    }

    /** The engine stopped while calls were made: what may be repeated is, and what may not waits for a person. */
    private boolean resumed() {
        if (work.parked != null) {
            return false;
        }
        for (Pending pending : List.copyOf(work.pending)) {
            if (pending.due() != null || work.state(pending.state()) instanceof Wait) {
                continue; // no attempt has been made, and its time or its signal comes
            }
            TaskState state = work.task(pending.state());
            if (state == null) {
                work.parked = RunErrors.noState(work.machine.name(), pending.state());
            } else if (pending.child() != null) {
                resumeChild(state, pending);
            } else {
                resume(state, pending);
            }
        }
        due();
        return true;
    }

    private void resumeChild(TaskState state, Pending pending) {
        ChildMode mode = !(state instanceof SubStateMachine)
                ? ChildMode.COMPENSATE
                : pending.retriedFor() == null ? ChildMode.START : ChildMode.FORWARD;
        work.effects.add(new Effect.RunChild(
                pending.id(), Objects.requireNonNull(pending.child()), mode, Map.of(), List.of(), null));
    }

    private void resume(TaskState state, Pending pending) {
        OnUnknown rule = state instanceof ServiceTask task ? rule(task, pending) : OnUnknown.RETRY;
        if (rule == OnUnknown.ASK && state instanceof ServiceTask task && task.statusMethod() != null) {
            work.effects.add(new Effect.Ask(
                    pending.id(),
                    pending.compensatedFor() == null ? pending.id() : pending.compensatedFor(),
                    task,
                    task.statusMethod(),
                    pending.input()));
        } else if (rule == OnUnknown.RETRY) {
            repeat(pending);
        } else {
            work.parked = RunErrors.lost(work.before.id(), pending.state(), pending.id());
        }
    }

    /** A compensation must bear repetition; so must what changes nothing. */
    private OnUnknown rule(ServiceTask task, Pending pending) {
        OnUnknown written = task.settings().onUnknown();
        if (written != null) {
            return written;
        }
        boolean repeatable =
                pending.compensatedFor() != null || !Endings.careful(task) || course.surroundings.repeatable(task);
        return repeatable ? OnUnknown.RETRY : OnUnknown.STOP;
    }

    private void repeat(Pending pending) {
        Pending again = pending.again(pending.attempt() + 1, pending.retries(), null);
        work.replace(pending, again);
        course.tasks().call(again);
    }

    private boolean answered(Event.Answered event) {
        Pending pending = work.pending(event.step());
        if (pending == null) {
            return false;
        }
        if (event.known() == SUCCEEDED) {
            new Endings(course).end(pending, null, null, SUCCEEDED, null);
        } else if (event.known() == FAILED) {
            repeat(pending);
        } else {
            work.parked = RunErrors.lost(work.before.id(), pending.state(), pending.id());
        }
        return true;
    }
}
