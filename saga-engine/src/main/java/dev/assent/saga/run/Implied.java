package dev.assent.saga.run;

import dev.assent.saga.definition.CompensateSubMachine;
import dev.assent.saga.definition.Machine;
import dev.assent.saga.definition.State;
import dev.assent.saga.definition.SubStateMachine;
import dev.assent.saga.definition.TaskSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states that a definition does not write down: a sub machine without {@code CompensateState} is undone by one. */
final class Implied {
    private static final String PREFIX = "_compensate_sub_machine_state_";

    private static final TaskSettings SETTINGS = new TaskSettings(
            null, true, false, true, null, null, List.of(), List.of(), List.of(), Map.of(), Map.of(), null, null, null);

    private Implied() {}

    static @Nullable State state(Machine machine, String name) {
        State written = machine.states().get(name);
        if (written != null || !name.startsWith(PREFIX)) {
            return written;
        }
        return machine.states().get(name.substring(PREFIX.length())) instanceof SubStateMachine ? undoing(name) : null;
    }

    /** The name of the state that undoes a sub machine by default. */
    static String undoOf(SubStateMachine state) {
        return PREFIX + state.name();
    }

    private static CompensateSubMachine undoing(String name) {
        return new CompensateSubMachine(name, null, null, Map.of(), SETTINGS);
    }
}
