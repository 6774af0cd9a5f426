package dev.assent.saga;

import dev.assent.saga.run.Decision;
import dev.assent.saga.run.Effect;
import dev.assent.saga.run.Effect.ChildMode;
import dev.assent.saga.run.Event;
import dev.assent.saga.run.Failure;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.InstanceStatus;
import dev.assent.saga.run.Reason;
import dev.assent.saga.run.Run;
import dev.assent.saga.run.Step;
import dev.assent.saga.run.Transition;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Runs the instances of sub machines beside the ones that called them. */
final class SubMachines {
    private final Runner runner;
    private final Link link;
    private final SagaTime time;

    SubMachines(Runner runner, Link link, SagaTime time) {
        this.runner = runner;
        this.link = link;
        this.time = time;
    }

    void run(Live parent, Decision decision, Effect.RunChild effect) {
        try {
            link.registerBranch(parent, effect.step(), effect.resource());
        } catch (RuntimeException e) {
            String sentence =
                    SagaErrors.noBranch(String.valueOf(effect.resource()), parent.id, String.valueOf(e.getMessage()));
            refused(parent, effect, Failure.of(Reason.EXCEPTION_CAUGHT, sentence));
            return;
        }
        Run first = decision.transition() == null ? null : inserted(decision.transition(), effect.child());
        if (first != null) {
            start(parent, effect, first);
        } else {
            takeUp(parent, effect);
        }
    }

    private static @Nullable Run inserted(Transition transition, String id) {
        for (Instance child : transition.children()) {
            if (child.id().equals(id)) {
                List<Step> steps = transition.steps().stream()
                        .filter(step -> step.instanceId().equals(id))
                        .toList();
                return new Run(child, steps);
            }
        }
        return null;
    }

    private void start(Live parent, Effect.RunChild effect, Run first) {
        Live live = new Live(effect.child(), parent.store, parent.executor);
        live.run = first;
        link.attach(live);
        report(parent, effect, live, live.done);
        Transition inserted = new Transition(first.instance(), List.of(), childrenOf(parent, first));
        runner.begin(
                live,
                runner.registry().of(first.instance()),
                new Decision(inserted, first, effect.effects(), null),
                true);
    }

    /** A sub machine's first transition was part of its parent's; what it called itself is in there too. */
    private static List<Instance> childrenOf(Live parent, Run first) {
        return first.instance().position() == null
                ? List.of()
                : first.instance().position().pending().stream()
                        .filter(each -> each.child() != null)
                        .flatMap(each -> parent.store.load(String.valueOf(each.child())).stream())
                        .map(Run::instance)
                        .toList();
    }

    private void takeUp(Live parent, Effect.RunChild effect) {
        Optional<Run> stored = parent.store.claim(effect.child(), String.valueOf(ownerOf(parent)));
        if (stored.isEmpty()) {
            refused(
                    parent,
                    effect,
                    Failure.quiet(Reason.INSTANCE_NOT_EXISTS, SagaErrors.unknownInstance(effect.child())));
            return;
        }
        Instance child = stored.get().instance();
        if (done(child, effect.mode())) {
            runner.post(parent, ended(parent, effect, child));
            return;
        }
        Live live = runner.takeUp(effect.child(), parent.store, parent.executor);
        CompletableFuture<Run> end = new CompletableFuture<>();
        report(parent, effect, live, end);
        runner.post(live, event(child, effect), end);
    }

    private static @Nullable String ownerOf(Live parent) {
        return parent.run == null ? null : parent.run.instance().owner();
    }

    private static boolean done(Instance child, ChildMode mode) {
        return switch (mode) {
            case START -> !child.running();
            case FORWARD ->
                !child.running() && child.status() == InstanceStatus.SUCCEEDED && child.compensationStatus() == null;
            case COMPENSATE -> !child.running() && child.compensationStatus() == InstanceStatus.SUCCEEDED;
        };
    }

    private Event event(Instance child, Effect.RunChild effect) {
        if (child.running() && child.parked() == null) {
            return new Event.Resumed(time.now());
        }
        return effect.mode() == ChildMode.COMPENSATE
                ? new Event.Compensate(time.now(), effect.params())
                : new Event.Forward(time.now(), effect.params(), false);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it posts what comes
    private void report(Live parent, Effect.RunChild effect, Live live, CompletableFuture<Run> end) {
        end.whenComplete((run, error) -> {
            if (run != null) {
                runner.post(parent, ended(parent, effect, run.instance()));
            } else if (!live.lost) {
                refused(parent, effect, Failures.of(error == null ? new IllegalStateException(live.id) : error));
            }
        });
    }

    private Event ended(Live parent, Effect.RunChild effect, Instance child) {
        return child.parked() != null
                ? new Event.ChildParked(time.now(), effect.step(), child.parked())
                : new Event.ChildEnded(time.now(), effect.step(), child, null, parent.branches.get(effect.step()));
    }

    private void refused(Live parent, Effect.RunChild effect, Failure why) {
        runner.post(
                parent, new Event.ChildEnded(time.now(), effect.step(), null, why, parent.branches.get(effect.step())));
    }
}
