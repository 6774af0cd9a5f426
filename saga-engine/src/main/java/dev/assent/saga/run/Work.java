package dev.assent.saga.run;

import dev.assent.saga.definition.Machine;
import dev.assent.saga.definition.State;
import dev.assent.saga.definition.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One instance while a decision about it is made: all of it may change, and {@link #decision()} is the result. */
final class Work {
    final Machine machine;
    final Instance before;
    final Instant now;
    final boolean first;
    final Map<String, Object> context;
    final List<Step> steps;
    final List<Pending> pending;
    final Map<String, List<@Nullable Object>> elements;
    final List<Effect> effects = new ArrayList<>();

    private final List<Step> written = new ArrayList<>();
    private final List<Instance> children = new ArrayList<>();

    @Nullable
    List<String> undo;

    @Nullable
    String trigger;

    @Nullable
    LoopPosition loop;

    @Nullable
    Failure failure;

    @Nullable
    InstanceStatus status;

    @Nullable
    InstanceStatus compensation;

    @Nullable
    Instant ended;

    @Nullable
    Map<String, Object> endParams;

    @Nullable
    String parked;

    Instant updated;
    boolean running;
    private int nextSequence;

    /** @param first whether the instance is not stored yet */
    Work(Machine machine, Run run, Instant now, boolean first) {
        this.machine = machine;
        this.before = run.instance();
        this.now = now;
        this.first = first;
        this.context = new LinkedHashMap<>(before.context());
        this.steps = new ArrayList<>(run.steps());
        Position position = before.position() == null ? foreign(run) : before.position();
        this.pending = new ArrayList<>(position.pending());
        this.elements = new LinkedHashMap<>(position.elements());
        this.undo = position.undo() == null ? null : new ArrayList<>(position.undo());
        this.trigger = position.trigger();
        this.loop = position.loop();
        this.nextSequence = position.nextSequence();
        this.failure = before.failure();
        this.status = before.status();
        this.compensation = before.compensationStatus();
        this.ended = before.ended();
        this.endParams = before.endParams();
        this.parked = before.parked();
        this.updated = before.updated();
        this.running = before.running();
        this.root = position.root();
    }

    final String root;

    /** A row of Seata's engine has no position: nothing is pending, and its parent's transaction is its own. */
    private static Position foreign(Run run) {
        Position start = Position.begin(run.instance().id());
        int next = run.steps().stream().mapToInt(Step::sequence).max().orElse(0) + 1;
        return new Position(List.of(), null, null, null, Map.of(), start.root(), next);
    }

    @Nullable
    State state(String name) {
        return Implied.state(machine, name);
    }

    /** The state of a step; null if the definition has lost it. */
    @Nullable
    TaskState task(String name) {
        return state(name) instanceof TaskState task ? task : null;
    }

    int takeSequence() {
        return nextSequence++;
    }

    /** Adds a step that ended; its row is written unless the definition says that it has none. */
    void add(Step step) {
        steps.add(step);
        write(step);
    }

    /** Changes a step that has a row already. */
    void replace(Step step) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).id().equals(step.id()) && steps.get(i).sequence() == step.sequence()) {
                steps.set(i, step);
                write(step);
                return;
            }
        }
    }

    /** Marks a step that a later one stands for; the row does not change. */
    void ignore(String stepId) {
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (steps.get(i).id().equals(stepId) && !steps.get(i).ignored()) {
                steps.set(i, steps.get(i).ignoring());
                return;
            }
        }
    }

    private void write(Step step) {
        TaskState task = task(step.stateName());
        if (task == null || task.settings().persist()) {
            written.removeIf(each -> each.id().equals(step.id()));
            written.add(step);
        }
    }

    /** Takes in the first transition of a sub machine's instance. */
    void add(Transition child) {
        children.add(child.instance());
        children.addAll(child.children());
        written.addAll(child.steps());
    }

    @Nullable
    Pending pending(String step) {
        for (Pending each : pending) {
            if (each.id().equals(step)) {
                return each;
            }
        }
        return null;
    }

    void replace(Pending old, Pending by) {
        pending.set(pending.indexOf(old), by);
    }

    Run view() {
        return new Run(before, steps);
    }

    /** How long a run may take. */
    Duration limit(Rules rules) {
        return machine.timeout() == null ? rules.runTimeout() : machine.timeout();
    }

    boolean timedOut(Rules rules) {
        return now.isAfter(updated.plus(limit(rules)));
    }

    Decision decision() {
        Instant due = null;
        for (Pending each : pending) {
            if (each.due() != null && (due == null || each.due().isBefore(due))) {
                due = each.due();
            }
        }
        if (due != null) {
            effects.add(new Effect.Wake(due));
        }
        Position position = new Position(
                List.copyOf(pending),
                undo == null ? null : List.copyOf(undo),
                trigger,
                loop,
                elements,
                root,
                nextSequence);
        Instance after = new Instance(
                before.id(),
                before.machineId(),
                before.definitionHash(),
                before.tenant(),
                before.parentId(),
                before.businessKey(),
                before.startParams(),
                before.started(),
                updated,
                ended,
                failure,
                endParams,
                context,
                status,
                compensation,
                running,
                position,
                due,
                parked,
                before.owner(),
                before.ownerEpoch(),
                first ? before.revision() : before.revision() + 1);
        return new Decision(new Transition(after, written, children), new Run(after, steps), effects, null);
    }
}
