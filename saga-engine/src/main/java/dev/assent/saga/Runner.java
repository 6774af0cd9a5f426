package dev.assent.saga;

import dev.assent.saga.definition.Machine;
import dev.assent.saga.run.Decision;
import dev.assent.saga.run.Event;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.Interpreter;
import dev.assent.saga.run.Reason;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Transition;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the events of instances one by one: decides, stores, and then carries out the effects. */
final class Runner {
    private static final Logger log = LoggerFactory.getLogger(Runner.class);

    private static final Duration STORE_PAUSE = Duration.ofSeconds(1);

    private final SagaTime time;
    private final Interpreter interpreter;
    private final Registry registry;
    private final boolean forgetful;
    private final Map<String, Live> lives = new ConcurrentHashMap<>();
    private final Effects effects;

    /** @param forgetful whether each event reads the instance from the store, for tests */
    Runner(
            SagaTime time,
            Interpreter interpreter,
            Registry registry,
            boolean forgetful,
            Calls calls,
            Executor threads) {
        this.time = time;
        this.interpreter = interpreter;
        this.registry = registry;
        this.forgetful = forgetful;
        this.effects = new Effects(this, calls, time, threads);
    }

    /**
     * Runs an instance whose first transition is stored.
     *
     * @param attached whether the coordinator knows that this engine works in the transaction
     */
    void begin(Live live, Machine machine, Decision first, boolean attached) {
        live.attached = attached;
        lives.put(live.id, live);
        live.scheduled.set(true);
        live.executor.execute(() -> {
            try {
                follow(live, machine, first);
            } catch (RuntimeException e) {
                stop(live, e);
            }
            drain(live);
        });
    }

    /** The instance if this engine runs it. */
    Optional<Live> live(String id) {
        return Optional.ofNullable(lives.get(id));
    }

    /** Takes up a stored instance, unless this engine runs it already. */
    Live takeUp(String id, SagaStore store, Executor executor) {
        return lives.computeIfAbsent(id, each -> new Live(each, store, executor));
    }

    /** Any thread may call it. */
    void post(Live live, Event event) {
        post(live, event, null);
    }

    /** @param operation fails if the event is refused; else it becomes what the instance becomes */
    void post(Live live, Event event, @Nullable CompletableFuture<Run> operation) {
        live.turns.add(new Live.Turn(event, operation));
        schedule(live);
    }

    private void schedule(Live live) {
        if (live.scheduled.compareAndSet(false, true)) {
            live.executor.execute(() -> drain(live));
        }
    }

    private void drain(Live live) {
        while (!live.suspended) {
            Live.Turn turn = live.turns.poll();
            if (turn == null) {
                live.scheduled.set(false);
                if (!live.turns.isEmpty()) {
                    schedule(live);
                }
                return;
            }
            try {
                take(live, turn);
            } catch (RuntimeException e) {
                stop(live, e);
            }
        }
    }

    /** What cannot be decided is left as the store has it, for the next operation or take-over. */
    private void stop(Live live, RuntimeException why) {
        log.warn("instance {} is left as it is stored: {}", live.id, why.toString());
        lives.remove(live.id, live);
        live.done.completeExceptionally(why);
    }

    private void take(Live live, Live.Turn turn) {
        if (turn.operation() != null) {
            chain(live, turn.operation());
        }
        Run run = live.run;
        if (run == null || forgetful || lives.get(live.id) != live) {
            run = live.store.load(live.id).orElseThrow(() -> unknown(live.id));
        }
        Machine machine = live.machine == null ? registry.of(run.instance()) : live.machine;
        live.machine = machine;
        live.run = run;
        Decision decision = interpreter.decide(machine, run, turn.event());
        if (decision.refused() != null) {
            refuse(live, turn, run, SagaException.of(decision.refused(), live.id));
        } else if (decision.transition() == null) {
            finishIfEnded(live, run);
        } else {
            store(live, machine, decision, decision.transition());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it hands its result on
    private static void chain(Live live, CompletableFuture<Run> operation) {
        live.done.whenComplete((run, error) -> {
            if (error == null) {
                operation.complete(run);
            } else {
                operation.completeExceptionally(error);
            }
        });
    }

    /** The instance itself goes on, if it runs. */
    private void refuse(Live live, Live.Turn turn, Run run, SagaException why) {
        if (turn.operation() != null) {
            turn.operation().completeExceptionally(why);
        }
        if (!run.instance().running() || run.instance().parked() != null) {
            lives.remove(live.id, live);
            live.done.completeExceptionally(why);
        }
    }

    private static SagaException unknown(String id) {
        return new SagaException(Reason.INSTANCE_NOT_EXISTS, SagaErrors.unknownInstance(id), id, null);
    }

    private void store(Live live, Machine machine, Decision decision, Transition transition) {
        boolean stored;
        try {
            stored = live.store.apply(transition);
        } catch (StoreException e) {
            if (e.duplicate()) {
                throw e;
            }
            askAgain(live, machine, decision, transition, e);
            return;
        }
        if (stored) {
            follow(live, machine, decision);
        } else {
            lose(live);
        }
    }

    private void lose(Live live) {
        String sentence = SagaErrors.ownershipLost(live.id);
        log.warn(sentence);
        live.lost = true;
        lives.remove(live.id, live);
        live.done.completeExceptionally(new SagaException(Reason.OPERATION_DENIED, sentence, live.id, null));
    }

    /** It is not known whether the transition is stored: looks, and tries until the store answers. No event is taken meanwhile. */
    private void askAgain(Live live, Machine machine, Decision decision, Transition transition, StoreException why) {
        log.warn(
                "the store did not answer for instance {}, it is asked again in {} ms: {}",
                live.id,
                STORE_PAUSE.toMillis(),
                why.toString());
        live.suspended = true;
        time.later(
                STORE_PAUSE,
                () -> live.executor.execute(() -> {
                    live.suspended = false;
                    try {
                        lookAndStore(live, machine, decision, transition);
                    } catch (RuntimeException e) {
                        stop(live, e);
                    }
                    drain(live);
                }));
    }

    private void lookAndStore(Live live, Machine machine, Decision decision, Transition transition) {
        Instance now;
        try {
            now = live.store.load(live.id).orElseThrow(() -> unknown(live.id)).instance();
        } catch (StoreException e) {
            askAgain(live, machine, decision, transition, e);
            return;
        }
        boolean applied = now.revision() == transition.instance().revision()
                && now.ownerEpoch() == transition.instance().ownerEpoch();
        if (applied) {
            follow(live, machine, decision);
        } else {
            store(live, machine, decision, transition);
        }
    }

    private void follow(Live live, Machine machine, Decision decision) {
        live.run = decision.run();
        live.machine = machine;
        effects.carryOut(live, decision);
        finishIfEnded(live, decision.run());
    }

    private void finishIfEnded(Live live, Run run) {
        Instance instance = run.instance();
        if (!instance.running() || instance.parked() != null) {
            if (instance.parked() != null) {
                log.warn("instance {} waits for a person: {}", live.id, instance.parked());
            }
            lives.remove(live.id, live);
            live.done.complete(run);
        }
    }

    Registry registry() {
        return registry;
    }
}
