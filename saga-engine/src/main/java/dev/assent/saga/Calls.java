package dev.assent.saga;

import dev.assent.saga.run.Effect;
import dev.assent.saga.run.Event;
import dev.assent.saga.run.Failure;
import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls services and scripts, and makes events of what they return or throw. */
final class Calls {
    private static final Logger log = LoggerFactory.getLogger(Calls.class);

    private final Services services;
    private final ScriptEngines scripts;
    private final Values values;
    private final SagaTime time;
    private final Link link;

    Calls(Services services, ScriptEngines scripts, SagaTime time, Link link) {
        this.services = services;
        this.scripts = scripts;
        this.values = new Values(services.mapper());
        this.time = time;
        this.link = link;
    }

    Event call(Live live, Effect.Call effect) {
        try {
            link.registerBranch(live, effect.step(), effect.resource());
        } catch (RuntimeException e) {
            String sentence =
                    SagaErrors.noBranch(String.valueOf(effect.resource()), live.id, String.valueOf(e.getMessage()));
            return threw(live, effect.step(), effect.attempt(), Failure.of(Reason.EXCEPTION_CAUGHT, sentence));
        }
        SagaCall call =
                new SagaCall(live.id, effect.task().name(), effect.key(), effect.attempt(), effect.compensation());
        try {
            Object value = services.call(
                    call, effect.task(), String.valueOf(effect.task().serviceMethod()), effect.input());
            return returned(live, effect.step(), effect.attempt(), values.plain(value));
        } catch (Throwable e) {
            note(live, effect.task().name(), e);
            return threw(live, effect.step(), effect.attempt(), Failures.of(fatal(e)));
        }
    }

    Event script(Live live, Effect.RunScript effect) {
        try {
            Object value = scripts.run(
                    String.valueOf(effect.task().scriptType()),
                    String.valueOf(effect.task().scriptContent()),
                    effect.variables());
            return returned(live, effect.step(), effect.attempt(), values.plain(value));
        } catch (Exception e) {
            note(live, effect.task().name(), e);
            return threw(live, effect.step(), effect.attempt(), Failures.of(e));
        }
    }

    /** @return null if the call succeeded */
    @Nullable
    Event aside(Live live, Effect.CallAside effect) {
        SagaCall call = new SagaCall(live.id, effect.task().name(), effect.step(), 1, false);
        try {
            services.call(call, effect.task(), String.valueOf(effect.task().serviceMethod()), effect.input());
            return null;
        } catch (Throwable e) {
            log.warn(
                    "instance {} goes on without {}, which it has not waited for",
                    live.id,
                    effect.task().name(),
                    e);
            return new Event.AsideFailed(time.now(), effect.step(), Failures.of(fatal(e)));
        }
    }

    /** A service answers SU, FA or UN, or true, false or null. */
    Event ask(Live live, Effect.Ask effect) {
        SagaCall call = new SagaCall(live.id, effect.task().name(), effect.key(), 1, false);
        InstanceStatus known;
        try {
            known = known(services.call(call, effect.task(), effect.method(), effect.input()));
        } catch (Throwable e) {
            note(live, effect.task().name(), fatal(e));
            known = InstanceStatus.UNKNOWN;
        }
        return new Event.Answered(time.now(), effect.step(), known);
    }

    private static InstanceStatus known(@Nullable Object answer) {
        if (answer instanceof Boolean done) {
            return done ? InstanceStatus.SUCCEEDED : InstanceStatus.FAILED;
        }
        String code = String.valueOf(answer).toUpperCase(Locale.ROOT);
        return InstanceStatus.of(code).orElse(InstanceStatus.UNKNOWN);
    }

    /** The service failed, not the engine: its stack is for DEBUG, its message is stored with the step. */
    private static void note(Live live, String state, Throwable thrown) {
        log.info("instance {}: state {} failed: {}", live.id, state, thrown.toString());
        log.debug("instance {}: state {}", live.id, state, thrown);
    }

    private static Throwable fatal(Throwable thrown) {
        if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return thrown;
    }

    private Event returned(Live live, String step, int attempt, @Nullable Object value) {
        return new Event.Returned(time.now(), step, attempt, value, live.branches.get(step));
    }

    private Event threw(Live live, String step, int attempt, Failure failure) {
        return new Event.Threw(time.now(), step, attempt, failure, live.branches.get(step));
    }

    SagaTime time() {
        return time;
    }

    Link link() {
        return link;
    }
}
