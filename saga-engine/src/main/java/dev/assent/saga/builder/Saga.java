package dev.assent.saga.builder;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assent.saga.definition.InvalidMachine;
import dev.assent.saga.definition.Machine;
import dev.assent.saga.definition.MachineReader;
import dev.assent.saga.definition.RecoverStrategy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a machine. A state is followed by the one that is added next, except where it says otherwise; ends, and states that undo,
 * are not followed. Used by one thread.
 *
 * <pre>{@code
 * Machine trip = Saga.named("trip")
 *         .step("Room", hotel.call(Hotel::book, guest), step -> step.into(room).undo(hotel.run(Hotel::cancel, room)))
 *         .step("Pay", bank.call(Bank::pay, guest, price))
 *         .succeed("Booked")
 *         .undoOnFailure()
 *         .build();
 * }</pre>
 */
public final class Saga {
    private static final String UNDO = "Undo";
    private static final String UNDONE = "Undone";

    private final String name;
    private final ObjectNode machine = JsonNodeFactory.instance.objectNode();
    private final Map<String, ObjectNode> states = new LinkedHashMap<>();
    private final Map<String, ObjectNode> undoing = new LinkedHashMap<>();
    private @Nullable ObjectNode open;
    private boolean undoOnFailure;

    private Saga(String name) {
        this.name = name;
        machine.put("Name", name);
    }

    public static Saga named(String name) {
        return new Saga(name);
    }

    public Saga version(String version) {
        machine.put("Version", version);
        return this;
    }

    public Saga comment(String comment) {
        machine.put("Comment", comment);
        return this;
    }

    /** What happens to a run whose time is over; to compensate it by default. */
    public Saga recover(RecoverStrategy strategy) {
        machine.put("RecoverStrategy", strategy.word());
        return this;
    }

    /** How long a run may take; by default as long as the engine's setting says. */
    public Saga timeout(Duration timeout) {
        machine.put("TimeoutSeconds", Step.seconds(timeout));
        return this;
    }

    /** A step that calls a service. */
    public Saga step(String name, Call<?> call) {
        return step(name, call, step -> {});
    }

    /** A step that calls a service. */
    public <R extends @Nullable Object> Saga step(String name, Call<R> call, Consumer<Step<R>> more) {
        ObjectNode state = add(name, null);
        call.into(state);
        more.accept(new Step<>(this, name, state));
        return this;
    }

    /** A step that runs another machine; its result is a map of that machine's variables. */
    public Saga machine(
            String name,
            String machine,
            Map<String, ? extends Argument<?>> parameters,
            Consumer<Step<Map<String, Object>>> more) {
        ObjectNode state = add(name, "SubStateMachine");
        state.put("StateMachineName", machine);
        input(state, parameters);
        more.accept(new Step<>(this, name, state));
        return this;
    }

    /** A step that runs a script, whose variables are the parameters; its language has to be added to the engine. */
    public Saga script(
            String name,
            String type,
            String script,
            Map<String, ? extends Argument<?>> parameters,
            Consumer<Step<Object>> more) {
        ObjectNode state = add(name, "ScriptTask");
        state.put("ScriptType", type).put("ScriptContent", script);
        input(state, parameters);
        more.accept(new Step<>(this, name, state));
        return this;
    }

    /** Goes on at the first branch whose condition holds. */
    public Saga choice(String name, Consumer<Branches> branches) {
        ObjectNode state = add(name, "Choice");
        open = null;
        branches.accept(new Branches(state));
        return this;
    }

    /** Waits for a time. */
    public Saga pause(String name, Duration time) {
        add(name, "Wait").put("Seconds", Step.seconds(time));
        return this;
    }

    /** Waits until a point in time, which is ISO 8601 or milliseconds since 1970. */
    public Saga pauseUntil(String name, Argument<?> time) {
        add(name, "Wait").set("Until", time.json());
        return this;
    }

    /**
     * Waits for a signal.
     *
     * @param timeout how long
     * @param timeoutNext the state that follows if no signal came in time
     */
    public Saga signal(String name, String signal, Duration timeout, String timeoutNext) {
        add(name, "Wait")
                .put("Signal", signal)
                .put("TimeoutSeconds", Step.seconds(timeout))
                .put("TimeoutNext", timeoutNext);
        return this;
    }

    /** Ends the machine. */
    public Saga succeed(String name) {
        add(name, "Succeed");
        open = null;
        return this;
    }

    /** Ends the machine as failed. */
    public Saga fail(String name, String errorCode, String message) {
        add(name, "Fail").put("ErrorCode", errorCode).put("Message", message);
        open = null;
        return this;
    }

    /** Undoes what was done, in the opposite order. */
    public Saga undoAll(String name) {
        add(name, "CompensationTrigger");
        return this;
    }

    /** Undoes what was done, and ends as failed, after any failure of a step that no {@link Step#caught} of it takes. */
    public Saga undoOnFailure() {
        undoOnFailure = true;
        return this;
    }

    /**
     * The machine, with the JSON that it stands for as its text.
     *
     * @throws InvalidMachine with everything that is wrong with it
     */
    public Machine build() {
        ObjectNode all = machine.deepCopy();
        states.keySet().stream().findFirst().ifPresent(first -> all.put("StartState", first));
        ObjectNode written = all.putObject("States");
        states.forEach((each, state) -> written.set(each, state.deepCopy()));
        if (undoOnFailure) {
            undoOnFailure(written);
        }
        undoing.forEach((each, state) -> written.set(each, state.deepCopy()));
        return MachineReader.read("saga " + name, all.toPrettyString());
    }

    private static void undoOnFailure(ObjectNode written) {
        written.forEach(state -> {
            if (state.path("Type").asText().endsWith("Task")
                    || state.path("Type").asText().equals("SubStateMachine")) {
                ObjectNode rule =
                        ((ObjectNode) state).withArrayProperty("Catch").addObject();
                rule.putArray("Exceptions").add(Throwable.class.getName());
                rule.put("Next", UNDO);
            }
        });
        written.putObject(UNDO).put("Type", "CompensationTrigger").put("Next", UNDONE);
        written.putObject(UNDONE)
                .put("Type", "Fail")
                .put("ErrorCode", "UNDONE")
                .put("Message", "a step failed, and what was done before it is undone");
    }

    void undoing(String name, Call<?> call) {
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        call.into(state);
        taken(name);
        undoing.put(name, state);
    }

    private ObjectNode add(String name, @Nullable String type) {
        taken(name);
        ObjectNode state = JsonNodeFactory.instance.objectNode();
        if (type != null) {
            state.put("Type", type);
        }
        if (open != null && !open.has("Next")) {
            open.put("Next", name);
        }
        states.put(name, state);
        open = state;
        return state;
    }

    private void taken(String state) {
        if (states.containsKey(state) || undoing.containsKey(state)) {
            throw BuilderErrors.twice(name, state);
        }
    }

    private static void input(ObjectNode state, Map<String, ? extends Argument<?>> parameters) {
        ObjectNode map = state.putArray("Input").addObject();
        parameters.forEach((key, argument) -> map.set(key, argument.json()));
    }

    /** The branches of a choice. */
    public static final class Branches {
        private final ObjectNode state;

        private Branches(ObjectNode state) {
            this.state = state;
        }

        public Branches when(Condition condition, String next) {
            ArrayNode all = state.withArrayProperty("Choices");
            all.addObject().put("Expression", condition.expression()).put("Next", next);
            return this;
        }

        /** Where it goes on if no condition holds. */
        public Branches otherwise(String next) {
            state.put("Default", next);
            return this;
        }
    }
}
