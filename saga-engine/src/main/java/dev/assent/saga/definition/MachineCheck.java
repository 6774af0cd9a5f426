package dev.assent.saga.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether the states of a machine fit together. */
final class MachineCheck {
    private final Machine machine;
    private final Problems problems;

    MachineCheck(Machine machine, Problems problems) {
        this.machine = machine;
        this.problems = problems;
    }

    void run() {
        exists(null, "StartState", machine.startState());
        machine.states().values().forEach(this::look);
        machine.states().values().forEach(new ExpressionCheck(problems)::look);
        if (problems.isEmpty()) {
            everyWayEnds();
        }
    }

    private void look(State state) {
        targets(state).forEach((attribute, target) -> exists(state.name(), attribute, target));
        if (state instanceof TaskState task && task.settings().compensateState() != null) {
            undo(task, task.settings().compensateState());
        }
        if (state instanceof SubStateMachine sub && sub.stateMachineName().equals(machine.name())) {
            problems.add(
                    state.name(), "StateMachineName", "expected another machine than " + machine.name() + " itself");
        }
    }

    private void undo(TaskState task, String name) {
        exists(task.name(), "CompensateState", name);
        State undo = machine.states().get(name);
        if (undo != null && !(undo instanceof ServiceTask) && !(undo instanceof CompensateSubMachine)) {
            problems.add(
                    task.name(),
                    "CompensateState",
                    "expected a ServiceTask or a CompensateSubMachine, but " + name + " is a "
                            + undo.getClass().getSimpleName());
        }
    }

    private void exists(@Nullable String state, String attribute, String target) {
        if (!machine.states().containsKey(target)) {
            problems.add(state, attribute, "expected the name of a state, but there is no state '" + target + "'");
        }
    }

    /** Where a state leads, by attribute. */
    private static Map<String, String> targets(State state) {
        Map<String, String> all = new LinkedHashMap<>();
        if (state.next() != null) {
            all.put("Next", state.next());
        }
        if (state instanceof Choice choice) {
            for (int i = 0; i < choice.choices().size(); i++) {
                all.put("Choices[" + i + "].Next", choice.choices().get(i).next());
            }
            if (choice.defaultState() != null) {
                all.put("Default", choice.defaultState());
            }
        } else if (state instanceof TaskState task) {
            for (int i = 0; i < task.settings().catches().size(); i++) {
                all.put(
                        "Catch[" + i + "].Next",
                        task.settings().catches().get(i).next());
            }
        } else if (state instanceof Wait wait && wait.timeoutNext() != null) {
            all.put("TimeoutNext", wait.timeoutNext());
        }
        return all;
    }

    private void everyWayEnds() {
        Map<String, List<String>> backwards = new LinkedHashMap<>();
        Deque<String> ends = new ArrayDeque<>();
        for (State state : machine.states().values()) {
            Map<String, String> targets = targets(state);
            if (mayEndHere(state)) {
                ends.add(state.name());
            }
            targets.values()
                    .forEach(target -> backwards
                            .computeIfAbsent(target, t -> new ArrayList<>())
                            .add(state.name()));
        }
        Set<String> ending = closure(ends, backwards);
        Map<String, List<String>> forwards = new LinkedHashMap<>();
        machine.states()
                .values()
                .forEach(state ->
                        forwards.put(state.name(), List.copyOf(targets(state).values())));
        for (String reached : closure(new ArrayDeque<>(List.of(machine.startState())), forwards)) {
            if (!ending.contains(reached)) {
                problems.add(reached, "", "expected a way to an end, but each way from here leads back");
            }
        }
    }

    /** A task without a Next ends the machine if it succeeds, whatever its Catch says. */
    private static boolean mayEndHere(State state) {
        return state instanceof Succeed
                || state instanceof Fail
                || (state.next() == null && !(state instanceof Choice));
    }

    private static Set<String> closure(Deque<String> from, Map<String, List<String>> steps) {
        Set<String> reached = new LinkedHashSet<>(from);
        while (!from.isEmpty()) {
            for (String next : steps.getOrDefault(from.remove(), List.of())) {
                if (reached.add(next)) {
                    from.add(next);
                }
            }
        }
        return reached;
    }
}
