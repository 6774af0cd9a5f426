package dev.assent.saga.run;

import dev.assent.saga.definition.Choice;
import dev.assent.saga.definition.CompensationTrigger;
import dev.assent.saga.definition.Fail;
import dev.assent.saga.definition.State;
import dev.assent.saga.definition.TaskState;
import dev.assent.saga.definition.Wait;
import org.jspecify.annotations.Nullable;

/** The way of one instance through its states, within one decision. */
final class Course {
    final Work work;
    final Rules rules;
    final Surroundings surroundings;
    final Evaluator evaluator;
    final Interpreter interpreter;

    private final Tasks tasks;
    private final Answers answers;
    private final Undoing undoing;
    private final Loops loops;

    Course(Work work, Rules rules, Surroundings surroundings, Evaluator evaluator, Interpreter interpreter) {
        this.work = work;
        this.rules = rules;
        this.surroundings = surroundings;
        this.evaluator = evaluator;
        this.interpreter = interpreter;
        this.tasks = new Tasks(this);
        this.answers = new Answers(this);
        this.undoing = new Undoing(this);
        this.loops = new Loops(this);
    }

    Tasks tasks() {
        return tasks;
    }

    Undoing undoing() {
        return undoing;
    }

    Loops loops() {
        return loops;
    }

    /** @return false if the event changes nothing */
    boolean take(Event event) {
        return answers.take(event);
    }

    /** Goes on at a state, through all that needs no call, until a task runs or the instance ends. */
    void enter(String name) {
        String next = name;
        while (next != null) {
            State state = work.state(next);
            if (state == null) {
                fail(Failure.of(Reason.OBJECT_NOT_EXISTS, RunErrors.noState(work.machine.name(), next)));
                return;
            }
            if (state instanceof Choice choice) {
                next = chosen(choice);
            } else if (state instanceof TaskState task) {
                task(task);
                return;
            } else if (state instanceof CompensationTrigger) {
                undoing.start(state.name());
                return;
            } else if (state instanceof Wait wait) {
                new Waits(this).begin(wait);
                return;
            } else {
                leaf(state);
                return;
            }
        }
    }

    private void task(TaskState task) {
        if (!loops.enter(task)) {
            tasks.begin(task, null, null, null);
        }
    }

    private void leaf(State state) {
        if (state instanceof Fail fail) {
            putIfThere("_statemachine_error_code_", fail.errorCode());
            putIfThere("_statemachine_error_message_", fail.message());
            end(true, false);
        } else {
            end(false, false);
        }
    }

    private void putIfThere(String key, @Nullable String value) {
        if (value != null) {
            work.context.put(key, value);
        }
    }

    /** The state that follows a Choice; null if there is none, and the instance has ended. */
    private @Nullable String chosen(Choice choice) {
        try {
            String next = new Choosing(evaluator, work).next(choice);
            if (next == null) {
                fail(Failure.of(Reason.NO_CHOICE_MATCHED, RunErrors.noChoice(choice.name())));
            }
            return next;
        } catch (RuntimeException e) {
            fail(Failure.of(Reason.EXCEPTION_CAUGHT, RunErrors.choiceBroke(choice.name(), e)));
            return null;
        }
    }

    /** Goes on after a step that has ended, outside of a loop. */
    void after(State state, @Nullable Failure failure, @Nullable String route, InstanceStatus status) {
        if (work.undo != null) {
            undoing.after(failure, status);
        } else if (failure == null) {
            next(state.next());
        } else if (route != null) {
            work.failure = failure;
            enter(route);
        } else {
            fail(failure);
        }
    }

    void next(@Nullable String state) {
        if (state == null) {
            end(false, false);
        } else {
            enter(state);
        }
    }

    /** Ends the instance because of a failure that no {@code Catch} took. */
    void fail(@Nullable Failure failure) {
        if (failure != null) {
            work.failure = failure;
        }
        end(true, true);
    }

    /**
     * Ends the instance.
     *
     * @param failed whether it ends in a Fail state or by a failure
     * @param broken whether by a failure that no {@code Catch} took
     */
    void end(boolean failed, boolean broken) {
        boolean decides = work.status == null || work.status == InstanceStatus.RUNNING;
        if (decides) {
            InstanceStatus status = Statuses.forward(work.steps, work.failure);
            boolean hidden = failed && status == InstanceStatus.SUCCEEDED;
            work.status = hidden ? Statuses.failedAfterSuccess(work.steps) : status;
        }
        if (work.compensation == InstanceStatus.RUNNING) {
            boolean left = work.undo != null && !work.undo.isEmpty();
            boolean cut = broken && work.undo != null;
            work.compensation = cut ? InstanceStatus.UNKNOWN : Statuses.compensation(work.steps, left);
        } else if (decides && work.compensation != null && work.status == InstanceStatus.SUCCEEDED) {
            work.compensation = InstanceStatus.FAILED;
        }
        close();
    }

    private void close() {
        work.pending.clear();
        work.undo = null;
        work.trigger = null;
        work.loop = null;
        work.running = false;
        work.ended = work.now;
        work.endParams = work.context;
        boolean late = work.timedOut(rules);
        work.updated = work.now;
        if (work.before.parentId() == null && work.machine.persist() && !late) {
            work.effects.add(new Effect.ReportGlobal(Reports.global(work.status, work.compensation)));
        }
    }
}
