package dev.assent.saga;

import dev.assent.saga.expression.Expressions;
import dev.assent.saga.run.Rules;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Builds a {@link SagaEngine}. Not for several threads. */
public final class SagaEngineBuilder {
    private @Nullable SagaStore store;
    private @Nullable SagaCoordinator coordinator;
    private Services services = Services.builder().build();
    private ScriptEngines scripts = ScriptEngines.found();
    private Expressions expressions = Expressions.builder().build();
    private @Nullable SagaTime time;
    private @Nullable Executor threads;
    private Rules rules = Rules.standard();
    private String tenant = "000001";
    private String node = UUID.randomUUID().toString();
    private int recoverAtMost = 100;
    private @Nullable Duration recoverEvery;
    private boolean forgetful;

    SagaEngineBuilder() {}

    /** Where instances are kept; by default in memory, so that they end with the process. */
    public SagaEngineBuilder store(SagaStore store) {
        this.store = store;
        return this;
    }

    /** Makes each instance a global transaction; by default there is none. */
    public SagaEngineBuilder coordinator(SagaCoordinator coordinator) {
        this.coordinator = coordinator;
        return this;
    }

    public SagaEngineBuilder services(Services services) {
        this.services = services;
        return this;
    }

    /** By default the languages whose artifacts are on the class path; without one, a ScriptTask fails. */
    public SagaEngineBuilder scripts(ScriptEngines scripts) {
        this.scripts = scripts;
        return this;
    }

    /** What expressions may use beside Spring's language; by default nothing. */
    public SagaEngineBuilder expressions(Expressions expressions) {
        this.expressions = expressions;
        return this;
    }

    /** By default the clock of this machine. The engine closes it. */
    public SagaEngineBuilder time(SagaTime time) {
        this.time = time;
        return this;
    }

    /** What runs beside the caller; by default daemon threads, as many as are needed. */
    public SagaEngineBuilder threads(Executor threads) {
        this.threads = threads;
        return this;
    }

    /** Time limits and what is written and reported; by default as Seata's engine has it. */
    public SagaEngineBuilder rules(Rules rules) {
        this.rules = rules;
        return this;
    }

    /** By default {@code 000001}, as Seata's engine has it. */
    public SagaEngineBuilder tenant(String tenant) {
        this.tenant = tenant;
        return this;
    }

    /** The name under which this engine owns instances, unique among the engines of a store; random by default. */
    public SagaEngineBuilder node(String node) {
        this.node = node;
        return this;
    }

    /** The most instances that one {@link SagaEngine#recover()} takes over, 100 by default. */
    public SagaEngineBuilder recoverAtMost(int instances) {
        this.recoverAtMost = instances;
        return this;
    }

    /**
     * How often the engine calls {@link SagaEngine#recover()} by itself: each second by default if it has a store, which also
     * keeps the node alive for it. Zero for never.
     */
    public SagaEngineBuilder recoverEvery(Duration pause) {
        this.recoverEvery = pause;
        return this;
    }

    SagaEngineBuilder forgetful() {
        this.forgetful = true;
        return this;
    }

    public SagaEngine build() {
        ExecutorService own = threads == null ? Executors.newCachedThreadPool(SagaEngineBuilder::daemon) : null;
        Executor used = own != null ? own : threads;
        SagaEngine engine = new SagaEngine(new EngineSettings(
                store,
                coordinator,
                services,
                scripts,
                new Expressive(expressions),
                time == null ? SagaTime.system() : time,
                Objects.requireNonNull(used),
                coordinator == null ? withoutBranches(rules) : rules,
                tenant,
                node,
                recoverAtMost,
                recoverEvery != null ? recoverEvery : store == null ? Duration.ZERO : Duration.ofSeconds(1),
                forgetful,
                own == null ? () -> {} : own::shutdown));
        engine.recoverLater();
        return engine;
    }

    private static Rules withoutBranches(Rules rules) {
        return new Rules(
                rules.runTimeout(),
                rules.callTimeout(),
                rules.retryUpdates(),
                rules.compensationUpdates(),
                false,
                rules.reportSuccess());
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "assent-saga");
        thread.setDaemon(true);
        return thread;
    }
}
