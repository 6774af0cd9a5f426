package dev.assent.saga;

import dev.assent.saga.run.Instance;
import dev.assent.saga.run.Rules;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Step;
import dev.assent.saga.run.Transition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An engine on a clock of its own, with a service {@code shop} whose methods answer as a test wishes. */
final class Bench implements AutoCloseable {
    final VirtualTime time = new VirtualTime();
    final RecordingCoordinator coordinator = new RecordingCoordinator();
    final List<String> calls = new ArrayList<>();
    final List<SagaCall> details = new ArrayList<>();
    final Map<String, Function<List<@Nullable Object>, @Nullable Object>> answers = new HashMap<>();
    final CountingStore store = new CountingStore();
    private final SagaEngineBuilder builder = SagaEngine.builder()
            .store(store)
            .coordinator(coordinator)
            .time(time)
            .node("node")
            .recoverEvery(Duration.ZERO)
            .threads(Runnable::run);
    private final Services.Builder services = Services.builder().service("shop", this::answer);
    private @Nullable SagaEngine engine;

    private @Nullable Object answer(SagaCall call, String method, List<@Nullable Object> arguments) {
        calls.add(method + arguments);
        details.add(call);
        return answers.getOrDefault(method, given -> given.isEmpty() ? null : given.get(0))
                .apply(arguments);
    }

    /** The method throws until it is repaired. */
    Bench breaks(String method) {
        answers.put(method, given -> {
            throw new IllegalStateException(method + " is broken");
        });
        return this;
    }

    Bench repair(String method) {
        answers.remove(method);
        return this;
    }

    Bench object(String name, Object service) {
        services.object(name, service);
        return this;
    }

    Bench repeatable() {
        services.repeatable("shop");
        return this;
    }

    Bench rules(Rules rules) {
        builder.rules(rules);
        return this;
    }

    Bench scripts(ScriptEngines scripts) {
        builder.scripts(scripts);
        return this;
    }

    Bench forgetful() {
        builder.forgetful();
        return this;
    }

    SagaEngine engine() {
        if (engine == null) {
            engine = builder.services(services.build()).build();
        }
        return engine;
    }

    /** A second engine on the same store, as after a crash of the first. */
    SagaEngine nextEngine() {
        return builder.services(services.build()).build();
    }

    /** @param states the JSON of the states, without the braces around them; the first one starts */
    Bench machine(String name, String states) {
        String first = states.strip().substring(1, states.strip().indexOf('"', 1));
        return json("{\"Name\": \"%s\", \"StartState\": \"%s\", \"States\": {%s}}".formatted(name, first, states));
    }

    Bench json(String json) {
        engine().register("a test", json);
        return this;
    }

    Run start(Map<String, ?> params) {
        return engine().start("m", params);
    }

    static List<String> states(Run run) {
        return run.steps().stream().map(Bench::shown).toList();
    }

    private static String shown(Step step) {
        return step.name() + " " + step.status().code() + (step.ignored() ? " ignored" : "");
    }

    static String outcome(Run run) {
        return code(run, true) + "/" + code(run, false);
    }

    private static String code(Run run, boolean forward) {
        var status = forward ? run.instance().status() : run.instance().compensationStatus();
        return status == null ? "-" : status.code();
    }

    @Override
    public void close() {
        engine().close();
    }

    /** Counts what an engine writes; may stop answering, or fail after it has written. */
    static final class CountingStore implements SagaStore {
        private final MemoryStore store = new MemoryStore();
        int inserts;
        int transitions;
        int lostAnswers;
        int refusedCalls;

        private final List<String> ids = new ArrayList<>();

        List<String> ids() {
            return ids;
        }

        @Override
        public void insert(Transition first) {
            inserts++;
            ids.add(first.instance().id());
            store.insert(first);
        }

        @Override
        public boolean apply(Transition transition) {
            if (refusedCalls > 0) {
                refusedCalls--;
                throw StoreException.of("the database is away", null);
            }
            transitions++;
            boolean applied = store.apply(transition);
            if (lostAnswers > 0) {
                lostAnswers--;
                throw StoreException.of("the connection broke", null);
            }
            return applied;
        }

        @Override
        public Optional<Run> load(String instanceId) {
            return store.load(instanceId);
        }

        @Override
        public Optional<Run> byBusinessKey(String businessKey, String tenant) {
            return store.byBusinessKey(businessKey, tenant);
        }

        @Override
        public List<Instance> children(String parentId) {
            return store.children(parentId);
        }

        @Override
        public Optional<Run> claim(String instanceId, String node) {
            return store.claim(instanceId, node);
        }

        @Override
        public List<Run> claimDue(String node, Instant now, int limit) {
            return store.claimDue(node, now, limit);
        }

        @Override
        public StoredDefinition save(Definition definition) {
            return store.save(definition);
        }

        @Override
        public Optional<StoredDefinition> latest(String name, String tenant) {
            return store.latest(name, tenant);
        }

        @Override
        public Optional<StoredDefinition> definition(String id) {
            return store.definition(id);
        }
    }
}
