package dev.assent.saga;

import dev.assent.saga.definition.Machine;
import dev.assent.saga.definition.MachineReader;
import dev.assent.saga.run.Decision;
import dev.assent.saga.run.Effect.GlobalReport;
import dev.assent.saga.run.Event;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.Interpreter;
import dev.assent.saga.run.Reason;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Surroundings;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs sagas. Each step is stored before the next one is called, so that an instance goes on where it was after a crash. A
 * service that fails is no exception here: the run that is returned says how it ended. What the engine itself refuses or
 * cannot do is a {@link SagaException}. Safe for many threads.
 *
 * <p>The methods whose name ends in {@code Async} return at once and never throw; the others do the work on the calling thread,
 * except what runs beside it.
 */
public final class SagaEngine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SagaEngine.class);

    private final EngineSettings settings;
    private final MemoryStore memory = new MemoryStore();
    private final SagaStore store;
    private final SagaTime time;
    private final Executor threads;
    private final Registry registry;
    private final Interpreter interpreter;
    private final Runner runner;
    private final Link link;
    private final Values values;

    SagaEngine(EngineSettings settings) {
        this.settings = settings;
        this.store = settings.store() == null ? memory : settings.store();
        this.time = settings.time();
        this.threads = settings.threads();
        this.values = new Values(settings.services().mapper());
        this.registry = new Registry(store, memory, settings.services(), time);
        this.interpreter = new Interpreter(settings.rules(), registry, settings.evaluator());
        this.link = new Link(settings.coordinator(), time);
        this.runner = new Runner(
                time,
                interpreter,
                registry,
                settings.forgetful(),
                new Calls(settings.services(), settings.scripts(), time, link),
                threads);
    }

    public static SagaEngineBuilder builder() {
        return new SagaEngineBuilder();
    }

    /**
     * Makes a machine known to this engine and its store. Equal text gives the same id.
     *
     * @param source named in errors, for example the file
     * @throws RuntimeException if the definition is not valid, with every problem in it
     */
    public String register(String source, String json) {
        return register(MachineReader.read(source, json));
    }

    /** As {@link #register(String, String)}, for a machine that was built. */
    public String register(Machine machine) {
        return registry.register(machine, settings.tenant()).id();
    }

    /** Runs a machine to its end; null values of the parameters are left out. */
    public Run start(String machine, Map<String, ?> params) {
        return start(machine, null, params);
    }

    /** @param businessKey unique in the tenant; null if it has none */
    public Run start(String machine, @Nullable String businessKey, Map<String, ?> params) {
        return await(executor -> begin(machine, businessKey, params, executor));
    }

    public CompletableFuture<Run> startAsync(String machine, Map<String, ?> params) {
        return startAsync(machine, null, params);
    }

    /** @param businessKey unique in the tenant; null if it has none */
    public CompletableFuture<Run> startAsync(String machine, @Nullable String businessKey, Map<String, ?> params) {
        return async(executor -> begin(machine, businessKey, params, executor));
    }

    /**
     * Goes on with an instance that failed: repeats its last step, or goes on behind it.
     *
     * @param params put on top of its variables
     */
    public Run forward(String id, Map<String, ?> params) {
        return await(executor -> operate(id, forwardEvent(params, false), executor));
    }

    public CompletableFuture<Run> forwardAsync(String id, Map<String, ?> params) {
        return async(executor -> operate(id, forwardEvent(params, false), executor));
    }

    /** Undoes what an instance has done, even if it succeeded. */
    public Run compensate(String id, Map<String, ?> params) {
        return await(executor -> operate(id, compensateEvent(params), executor));
    }

    public CompletableFuture<Run> compensateAsync(String id, Map<String, ?> params) {
        return async(executor -> operate(id, compensateEvent(params), executor));
    }

    /** Counts the last step, which failed, as done, and goes on behind it. */
    public Run skipAndForward(String id, Map<String, ?> params) {
        return await(executor -> operate(id, forwardEvent(params, true), executor));
    }

    public CompletableFuture<Run> skipAndForwardAsync(String id, Map<String, ?> params) {
        return async(executor -> operate(id, forwardEvent(params, true), executor));
    }

    /**
     * Sends a signal to an instance that waits for it, and returns what the instance becomes at its end, or when it is parked.
     *
     * @param params put on top of its variables
     */
    public CompletableFuture<Run> signal(String id, String name, Map<String, ?> params) {
        return async(executor -> operate(id, new Event.Signal(time.now(), name, values.plainMap(params)), executor));
    }

    /**
     * Starts a new instance at a step of another one, with the variables that this step had.
     *
     * @param params put on top of them
     * @param businessKey of the new instance; null if it has none
     */
    public Run fork(String id, String stepId, @Nullable String businessKey, Map<String, ?> params) {
        return await(executor -> branchOff(id, stepId, businessKey, params, executor));
    }

    /** The instance as it is stored. */
    public Optional<Run> instance(String id) {
        Optional<Run> stored = store.load(id);
        return stored.isPresent() ? stored : memory.load(id);
    }

    public Optional<Run> byBusinessKey(String businessKey) {
        Optional<Run> stored = store.byBusinessKey(businessKey, settings.tenant());
        return stored.isPresent() ? stored : memory.byBusinessKey(businessKey, settings.tenant());
    }

    /** Takes over instances whose node is dead, and instances that this node has left. Returns at once. */
    public void recover() {
        for (Run run : store.claimDue(settings.node(), time.now(), settings.recoverAtMost())) {
            if (runner.live(run.instance().id()).isEmpty()) {
                runner.post(runner.takeUp(run.instance().id(), store, threads), new Event.Resumed(time.now()));
            }
        }
    }

    void recoverLater() {
        if (!settings.recoverEvery().isZero()) {
            time.later(
                    settings.recoverEvery(),
                    () -> threads.execute(() -> {
                        try {
                            recover();
                        } catch (RuntimeException e) { // the boundary of this task: the next one looks again
                            log.warn("the store was not asked for instances to take over: {}", e.toString());
                        }
                        recoverLater();
                    }));
        }
    }

    /** The machine that an instance was started with. */
    Machine machineOf(Instance instance) {
        return registry.of(instance);
    }

    private Event forwardEvent(Map<String, ?> params, boolean skip) {
        return new Event.Forward(time.now(), values.plainMap(params), skip);
    }

    private Event compensateEvent(Map<String, ?> params) {
        return new Event.Compensate(time.now(), values.plainMap(params));
    }

    private CompletableFuture<Run> begin(
            String name, @Nullable String businessKey, Map<String, ?> params, Executor executor) {
        Surroundings.Known known = registry.machine(name, settings.tenant())
                .orElseThrow(() -> new SagaException(
                        Reason.OBJECT_NOT_EXISTS, SagaErrors.unknownMachine(name, settings.tenant()), null, null));
        return begin(
                known, businessKey, values.plainMap(params), known.machine().startState(), executor);
    }

    private CompletableFuture<Run> begin(
            Surroundings.Known known,
            @Nullable String businessKey,
            Map<String, Object> params,
            String state,
            Executor executor) {
        Machine machine = known.machine();
        boolean coordinated = machine.persist() && link.coordinator() != null;
        String id = coordinated ? beginGlobally(machine) : registry.newId();
        Decision first = interpreter.begin(
                known,
                new Interpreter.Start(
                        time.now(), id, id, settings.tenant(), null, businessKey, params, settings.node(), 1),
                state);
        Live live = new Live(id, machine.persist() ? store : memory, executor);
        try {
            live.store.insert(Objects.requireNonNull(first.transition()));
        } catch (StoreException e) {
            if (coordinated && e.duplicate()) {
                live.attached = true;
                link.report(live, GlobalReport.FINISHED);
            }
            throw e;
        }
        runner.begin(live, machine, first, coordinated);
        return live.done;
    }

    private String beginGlobally(Machine machine) {
        SagaCoordinator coordinator = Objects.requireNonNull(link.coordinator());
        try {
            return coordinator.begin(
                    "$Saga_" + machine.name(),
                    machine.timeout() == null ? settings.rules().runTimeout() : machine.timeout());
        } catch (RuntimeException e) {
            throw new SagaException(
                    Reason.TRANSACTION_MANAGER_ERROR,
                    SagaErrors.noBegin(machine.name(), String.valueOf(e.getMessage())),
                    null,
                    e);
        }
    }

    private CompletableFuture<Run> operate(String id, Event event, Executor executor) {
        Live live = runner.live(id).orElse(null);
        if (live == null) {
            SagaStore in = claim(id);
            live = runner.takeUp(id, in, executor);
        }
        CompletableFuture<Run> operation = new CompletableFuture<>();
        runner.post(live, event, operation);
        return operation;
    }

    private SagaStore claim(String id) {
        if (store.claim(id, settings.node()).isPresent()) {
            return store;
        }
        if (memory.claim(id, settings.node()).isPresent()) {
            return memory;
        }
        boolean known = store.load(id).isPresent();
        throw new SagaException(
                known ? Reason.OPERATION_DENIED : Reason.INSTANCE_NOT_EXISTS,
                known ? SagaErrors.notMine(id) : SagaErrors.unknownInstance(id),
                id,
                null);
    }

    private CompletableFuture<Run> branchOff(
            String id, String stepId, @Nullable String businessKey, Map<String, ?> params, Executor executor) {
        Run run = instance(id)
                .orElseThrow(
                        () -> new SagaException(Reason.INSTANCE_NOT_EXISTS, SagaErrors.unknownInstance(id), id, null));
        Machine machine = registry.of(run.instance());
        String state = run.step(stepId)
                .orElseThrow(() -> new SagaException(Reason.OBJECT_NOT_EXISTS, SagaErrors.noStep(id, stepId), id, null))
                .stateName();
        Map<String, Object> variables = interpreter.variablesBefore(machine, run, stepId);
        variables.putAll(values.plainMap(params));
        return begin(
                new Surroundings.Known(run.instance().machineId(), machine), businessKey, variables, state, executor);
    }

    private CompletableFuture<Run> async(Function<Executor, CompletableFuture<Run>> work) {
        try {
            return work.apply(threads).thenApply(SagaEngine::orThrown);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private Run await(Function<Executor, CompletableFuture<Run>> work) {
        CallerLoop loop = new CallerLoop(time, threads);
        CompletableFuture<Run> done = work.apply(loop);
        try {
            loop.workUntil(done);
            return orThrown(done.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SagaException(Reason.UNKNOWN, SagaErrors.interrupted(), null, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof RuntimeException error ? error : new CompletionException(cause);
        }
    }

    /** A fault that the engine found is thrown; what a service threw is not. */
    private static Run orThrown(Run run) {
        if (run.instance().failure() != null && run.instance().failure().raised()) {
            throw SagaException.of(run.instance().failure(), run.instance().id());
        }
        return run;
    }

    /** Ends its timers. Instances that are at work end their current step; the rest is for the next engine. */
    @Override
    public void close() {
        time.close();
        settings.closing().run();
    }
}
