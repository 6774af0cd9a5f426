package dev.assent.saga;

import dev.assent.saga.definition.TaskState;
import dev.assent.saga.run.Decision;
import dev.assent.saga.run.Effect;
import dev.assent.saga.run.Event;
import dev.assent.saga.run.Failure;
import dev.assent.saga.run.Pending;
import dev.assent.saga.run.Position;
import dev.assent.saga.run.Reason;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out what follows from a decision. */
final class Effects {
    /** An instance that waits longer leaves the memory. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final Runner runner;
    private final Calls calls;
    private final Link link;
    private final SagaTime time;
    private final Executor threads;
    private final SubMachines subMachines;

    Effects(Runner runner, Calls calls, SagaTime time, Executor threads) {
        this.runner = runner;
        this.calls = calls;
        this.link = calls.link();
        this.time = time;
        this.threads = threads;
        this.subMachines = new SubMachines(runner, link, time);
    }

    void carryOut(Live live, Decision decision) {
        Position position = decision.run().instance().position();
        boolean several = position != null && position.pending().size() > 1;
        for (Effect effect : decision.effects()) {
            if (effect instanceof Effect.Call call) {
                call(live, call, several);
            } else if (effect instanceof Effect.RunScript script) {
                run(live, several, () -> calls.script(live, script));
            } else if (effect instanceof Effect.Ask ask) {
                run(live, several, () -> calls.ask(live, ask));
            } else if (effect instanceof Effect.CallAside aside) {
                threads.execute(() -> postIfThere(live, calls.aside(live, aside)));
            } else if (effect instanceof Effect.RunChild child) {
                subMachines.run(live, decision, child);
            } else if (effect instanceof Effect.Wake wake) {
                wake(live, wake, position);
            } else if (effect instanceof Effect.ReportBranch report) {
                link.report(live, report);
            } else if (effect instanceof Effect.ReportGlobal report) {
                link.report(live, report.report());
            }
        }
    }

    private void postIfThere(Live live, @Nullable Event event) {
        if (event != null) {
            runner.post(live, event);
        }
    }

    private void call(Live live, Effect.Call call, boolean several) {
        Duration limit = ((TaskState) call.task()).settings().timeout();
        if (limit != null) {
            time.later(limit, () -> runner.post(live, tooLate(live, call, limit)));
        }
        run(live, several || limit != null, () -> calls.call(live, call));
    }

    private Event tooLate(Live live, Effect.Call call, Duration limit) {
        Failure failure = new Failure(
                Failure.quiet(Reason.EXECUTION_TIMEOUT, "").classes(),
                SagaErrors.timeout(call.task().name(), limit.toMillis()),
                Failure.Net.READ_TIMEOUT,
                Reason.EXECUTION_TIMEOUT,
                false);
        return new Event.Threw(time.now(), call.step(), call.attempt(), failure, live.branches.get(call.step()));
    }

    /** On this thread if the instance has nothing else to do meanwhile. */
    private void run(Live live, boolean elsewhere, Supplier<Event> call) {
        if (elsewhere) {
            threads.execute(() -> runner.post(live, call.get()));
        } else {
            runner.post(live, call.get());
        }
    }

    private void wake(Live live, Effect.Wake wake, @Nullable Position position) {
        Duration wait = Duration.between(time.now(), wake.at());
        boolean idle = position != null
                && position.pending().stream().map(Pending::due).allMatch(due -> due != null);
        if (idle && wait.compareTo(SHORT) >= 0) {
            live.run = null;
        }
        time.later(wait, () -> runner.post(live, new Event.Due(time.now())));
    }
}
