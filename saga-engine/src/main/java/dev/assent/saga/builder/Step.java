package dev.assent.saga.builder;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assent.saga.definition.OnUnknown;
import dev.assent.saga.definition.StateStatus;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What one step does beside its call. Used by one thread, inside of {@link Saga}.
 *
 * @param <R> what its call returns
 */
public final class Step<R extends @Nullable Object> {
    private final Saga saga;
    private final String name;
    private final ObjectNode state;

    Step(Saga saga, String name, ObjectNode state) {
        this.saga = saga;
        this.name = name;
        this.state = state;
    }

    /** Keeps the whole result. */
    public Step<R> into(Variable<? super R> variable) {
        return output(variable, "$.#root");
    }

    /** Keeps a part of the result: {@code $.[price]}. */
    public Step<R> output(Variable<?> variable, String expression) {
        state.withObjectProperty("Output").put(variable.name(), expression);
        return this;
    }

    /** The call that undoes this step, as a state named {@code Undo} and this step's name. It makes the step one that changes data. */
    public Step<R> undo(Call<?> call) {
        String undo = "Undo" + name;
        state.put("CompensateState", undo);
        saga.undoing(undo, call);
        return this;
    }

    /** The state that undoes this step. */
    public Step<R> undoneBy(String undo) {
        state.put("CompensateState", undo);
        return this;
    }

    /** The step changes data, though no call undoes it. */
    public Step<R> forUpdate() {
        state.put("IsForUpdate", true);
        return this;
    }

    public Step<R> retry(Retry retry) {
        retry.into(array("Retry").addObject());
        return this;
    }

    /** The state that follows a failure of that class or of a subclass. */
    public Step<R> caught(Class<? extends Throwable> exception, String next) {
        ObjectNode rule = array("Catch").addObject();
        rule.putArray("Exceptions").add(exception.getName());
        rule.put("Next", next);
        return this;
    }

    /** The status if the condition holds for the result, {@code #root}; conditions are asked in this order. */
    public Step<R> status(Condition condition, StateStatus status) {
        state.withObjectProperty("Status").put(condition.expression(), status.name());
        return this;
    }

    /** The status after a failure of that class or of a subclass. */
    public Step<R> status(Class<? extends Throwable> exception, StateStatus status) {
        state.withObjectProperty("Status").put("$Exception{" + exception.getName() + "}", status.name());
        return this;
    }

    /**
     * Runs the step once for each element.
     *
     * @param element the variable that has the element
     * @param parallel at the same time at most
     */
    public <E> Step<R> forEach(Variable<? extends Collection<E>> collection, Variable<E> element, int parallel) {
        state.putObject("Loop")
                .put("Parallel", parallel)
                .put("Collection", "$." + collection.expression())
                .put("ElementVariableName", element.name());
        return this;
    }

    /** How long one call may take. */
    public Step<R> timeout(Duration timeout) {
        state.put("TimeoutSeconds", seconds(timeout));
        return this;
    }

    /** What happens if the engine died before it heard how the call ended. */
    public Step<R> onUnknown(OnUnknown rule) {
        state.put("OnUnknown", rule.word());
        return this;
    }

    /** The method that says how a lost call ended, and the rule to ask it. */
    public Step<R> ask(String statusMethod) {
        state.put("StatusMethod", statusMethod);
        return onUnknown(OnUnknown.ASK);
    }

    /** The machine goes on at once, and does not hear how the call ends. */
    public Step<R> async() {
        state.put("IsAsync", true);
        return this;
    }

    public Step<R> comment(String comment) {
        state.put("Comment", comment);
        return this;
    }

    /** The state that follows, if it is not the next one in the text. */
    public Step<R> then(String next) {
        state.put("Next", next);
        return this;
    }

    private ArrayNode array(String name) {
        return state.withArrayProperty(name);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
