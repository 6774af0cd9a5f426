package dev.assent.saga.run;

import dev.assent.saga.definition.CompensationTrigger;
import dev.assent.saga.definition.Loop;
import dev.assent.saga.definition.TaskState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Loops: the same state for each element of a collection, several at a time. */
final class Loops {
    private static final String INSTANCES = "nrOfInstances";
    private static final String ACTIVE = "nrOfActiveInstances";
    private static final String COMPLETED = "nrOfCompletedInstances";

    private final Course course;
    private final Work work;
    private boolean launching;

    Loops(Course course) {
        this.course = course;
        this.work = course.work;
    }

    /** @return false if the state is no loop, or its collection is empty or not a collection: it runs once, plainly */
    boolean enter(TaskState state) {
        Loop loop = state.settings().loop();
        if (loop == null || work.undo != null) {
            return false;
        }
        Object value;
        try {
            value = course.evaluator.value(loop.collection(), work.context);
        } catch (RuntimeException e) {
            course.fail(Failure.of(Reason.VARIABLES_ASSIGN_ERROR, RunErrors.badCollection(state.name(), e)));
            return true;
        }
        if (!(value instanceof Collection<?> collection) || collection.isEmpty()) {
            return false;
        }
        List<@Nullable Object> elements = new ArrayList<>(collection);
        work.elements.put(state.name(), elements);
        List<Integer> waiting = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            waiting.add(i);
        }
        start(state, elements, waiting, 0, Map.of());
        return true;
    }

    /** Runs a loop again: what succeeded stays, what failed comes first, then the rest. */
    void again(TaskState state) {
        List<@Nullable Object> elements = elements(state);
        Map<Integer, Step> newest = new TreeMap<>();
        for (Step step : work.steps) {
            if (step.loopIndex() != null
                    && !step.isCompensation()
                    && step.stateName().equals(state.name())) {
                newest.put(step.loopIndex(), step);
            }
        }
        List<Integer> failed = new ArrayList<>();
        List<Integer> rest = new ArrayList<>();
        Map<Integer, Map<String, Object>> results = new LinkedHashMap<>();
        for (int i = 0; i < elements.size(); i++) {
            Step step = newest.get(i);
            if (step == null) {
                rest.add(i);
            } else if (step.status() == InstanceStatus.SUCCEEDED || step.status() == InstanceStatus.SKIPPED) {
                results.put(
                        i,
                        step.output() == null
                                ? Map.of()
                                : course.evaluator.output(state.settings().output(), step.output()));
            } else {
                failed.add(i);
            }
        }
        failed.addAll(rest);
        start(state, elements, failed, results.size(), results);
    }

    private List<@Nullable Object> elements(TaskState state) {
        List<@Nullable Object> known = work.elements.get(state.name());
        Loop loop = state.settings().loop();
        if (known != null || loop == null) {
            return known == null ? List.of() : known;
        }
        Object value = course.evaluator.value(loop.collection(), work.context);
        return value instanceof Collection<?> collection ? new ArrayList<>(collection) : List.of();
    }

    private void start(
            TaskState state,
            List<@Nullable Object> elements,
            List<Integer> waiting,
            int completed,
            Map<Integer, Map<String, Object>> results) {
        work.loop = new LoopPosition(state.name(), elements, waiting, completed, results, List.of(), false);
        launch(state);
    }

    /** The context of the instance with the variables of one element. */
    Map<String, Object> variables(String state, int index) {
        Map<String, Object> variables = new LinkedHashMap<>(work.context);
        TaskState task = work.task(state);
        Loop loop = task == null ? null : task.settings().loop();
        List<@Nullable Object> elements = work.elements.get(state);
        if (loop != null && elements != null && index < elements.size()) {
            variables.put(loop.elementIndexName(), index);
            Object element = elements.get(index);
            if (element != null) {
                variables.put(loop.elementVariableName(), element);
            }
        }
        return variables;
    }

    private void launch(TaskState state) {
        if (launching) {
            return;
        }
        launching = true;
        try {
            while (launchOne(state)) {
                count();
            }
        } finally {
            launching = false;
        }
        if (work.loop != null && active() == 0) {
            leave(state);
        }
    }

    private boolean launchOne(TaskState state) {
        LoopPosition loop = work.loop;
        count();
        if (loop == null || loop.waiting().isEmpty() || loop.failed()) {
            return false;
        }
        int most = Math.max(1, Math.min(parallel(state), loop.elements().size()));
        if (active() >= most || isComplete(state)) {
            return false;
        }
        int index = loop.waiting().get(0);
        work.loop = new LoopPosition(
                loop.state(),
                loop.elements(),
                loop.waiting().subList(1, loop.waiting().size()),
                loop.completed(),
                loop.results(),
                loop.failures(),
                false);
        course.tasks().begin(state, index, retried(state, index), null);
        return true;
    }

    private static int parallel(TaskState state) {
        Loop loop = state.settings().loop();
        return loop == null ? 1 : loop.parallel();
    }

    private @Nullable Step retried(TaskState state, int index) {
        for (int i = work.steps.size() - 1; i >= 0; i--) {
            Step step = work.steps.get(i);
            if (!step.isCompensation()
                    && Objects.equals(step.loopIndex(), index)
                    && step.stateName().equals(state.name())) {
                return step.ignored() ? null : step;
            }
        }
        return null;
    }

    private int active() {
        return (int)
                work.pending.stream().filter(each -> each.loopIndex() != null).count();
    }

    /** Numbers with a fraction, so that a condition divides them as such. */
    private void count() {
        if (work.loop != null) {
            work.context.put(INSTANCES, (double) work.loop.elements().size());
            work.context.put(ACTIVE, (double) active());
            work.context.put(COMPLETED, (double) work.loop.completed());
        }
    }

    private boolean isComplete(TaskState state) {
        Loop loop = state.settings().loop();
        try {
            return loop != null && course.evaluator.test(loop.completionCondition(), work.context, null);
        } catch (RuntimeException e) {
            failWith(Failure.of(Reason.EXCEPTION_CAUGHT, RunErrors.badCondition(state.name(), e)), null);
            return true;
        }
    }

    private void failWith(@Nullable Failure failure, @Nullable String route) {
        LoopPosition loop = Objects.requireNonNull(work.loop);
        List<LoopPosition.Failed> failures = new ArrayList<>(loop.failures());
        if (failure != null) {
            failures.add(new LoopPosition.Failed(failure, route));
        }
        work.loop = new LoopPosition(
                loop.state(), loop.elements(), loop.waiting(), loop.completed(), loop.results(), failures, true);
    }

    /** One element is done. */
    void ended(
            int index,
            Map<String, Object> mapped,
            @Nullable Failure failure,
            @Nullable String route,
            InstanceStatus status) {
        LoopPosition loop = Objects.requireNonNull(work.loop);
        if (failure != null || status != InstanceStatus.SUCCEEDED) {
            failWith(failure, route);
        } else {
            Map<Integer, Map<String, Object>> results = new LinkedHashMap<>(loop.results());
            results.put(index, mapped);
            work.loop = new LoopPosition(
                    loop.state(),
                    loop.elements(),
                    loop.waiting(),
                    loop.completed() + 1,
                    results,
                    loop.failures(),
                    loop.failed());
        }
        TaskState state = work.task(loop.state());
        if (state == null) {
            course.fail(Failure.of(Reason.OBJECT_NOT_EXISTS, RunErrors.noState(work.machine.name(), loop.state())));
        } else {
            launch(state);
        }
    }

    private void leave(TaskState state) {
        LoopPosition loop = Objects.requireNonNull(work.loop);
        count();
        List<Object> results = new ArrayList<>();
        new TreeMap<>(loop.results()).values().forEach(results::add);
        work.context.put("loopResult", results);
        work.loop = null;
        if (!loop.failed()) {
            course.next(state.next());
            return;
        }
        LoopPosition.Failed chosen = chosen(loop.failures());
        if (chosen == null) {
            course.fail(
                    loop.failures().isEmpty() ? null : loop.failures().get(0).failure());
        } else {
            work.failure = chosen.failure();
            course.enter(Objects.requireNonNull(chosen.route()));
        }
    }

    /** A route to a compensation is preferred; else the first failure that has one decides. */
    private LoopPosition.@Nullable Failed chosen(List<LoopPosition.Failed> failures) {
        LoopPosition.Failed first = null;
        for (LoopPosition.Failed each : failures) {
            if (each.route() != null) {
                if (work.state(each.route()) instanceof CompensationTrigger) {
                    return each;
                }
                first = first == null ? each : first;
            }
        }
        return first;
    }
}
