package dev.assent.picture;

import dev.assent.saga.definition.CatchRule;
import dev.assent.saga.definition.Choice;
import dev.assent.saga.definition.Machine;
import dev.assent.saga.definition.State;
import dev.assent.saga.definition.TaskState;
import dev.assent.saga.definition.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An arrow of the picture.
 *
 * @param label empty if it has none
 */
record Way(Kind kind, String from, String to, String label) {
    static final String START = "(start)";
    static final String END = "(end)";

    enum Kind {
        NEXT("#333333", ""),
        FAILURE("#c0392b", "6 3"),
        UNDO("#7f8c8d", "2 3");

        final String colour;
        final String dashes;

        Kind(String colour, String dashes) {
            this.colour = colour;
            this.dashes = dashes;
        }
    }

    static List<Way> of(Machine machine) {
        List<Way> all = new ArrayList<>();
        all.add(new Way(Kind.NEXT, START, machine.startState(), ""));
        machine.states().values().forEach(state -> from(state, all));
        return all;
    }

    private static void from(State state, List<Way> all) {
        if (state instanceof Choice choice) {
            choice.choices()
                    .forEach(branch -> all.add(new Way(Kind.NEXT, state.name(), branch.next(), branch.expression())));
            add(all, Kind.NEXT, state, choice.defaultState(), "otherwise");
        }
        add(all, Kind.NEXT, state, state.next(), "");
        if (state instanceof Wait wait) {
            add(all, Kind.FAILURE, state, wait.timeoutNext(), "too late");
        }
        if (state instanceof TaskState task) {
            task.settings().catches().forEach(rule -> add(all, Kind.FAILURE, state, rule.next(), classes(rule)));
            add(all, Kind.UNDO, state, task.settings().compensateState(), "undone by");
            if (state.next() == null && !task.settings().forCompensation()) {
                add(all, Kind.NEXT, state, END, "");
            }
        }
    }

    private static void add(List<Way> all, Kind kind, State from, @Nullable String to, String label) {
        if (to != null) {
            all.add(new Way(kind, from.name(), to, label));
        }
    }

    private static String classes(CatchRule rule) {
        return rule.exceptions().stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.joining(", "));
    }
}
