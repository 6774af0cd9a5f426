package dev.assent.server.delivery;

import dev.assent.server.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks every second for calls that are not answered in time, and for branches that have been failing for too long. */
final class Patience {
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private final Calls calls;
    private final FailingBranches failing;
    private final Scheduler scheduler;
    private final Supplier<Instant> now;
    private final LoopOptions options;
    private final Consumer<Call> late;
    private final Consumer<Delivery> keepsFailing;
    private final Consumer<Call> tooLate;
    private boolean sweeping;

    /**
     * @param late a call is not answered in time
     * @param keepsFailing a branch has been failing for too long
     * @param tooLate a call has not been answered for the longest patience
     */
    Patience(
            Calls calls,
            FailingBranches failing,
            Scheduler scheduler,
            Supplier<Instant> now,
            LoopOptions options,
            Consumer<Call> late,
            Consumer<Delivery> keepsFailing,
            Consumer<Call> tooLate) {
        this.calls = calls;
        this.failing = failing;
        this.scheduler = scheduler;
        this.now = now;
        this.options = options;
        this.late = late;
        this.keepsFailing = keepsFailing;
        this.tooLate = tooLate;
    }

    /** There may be something to look for. */
    void watch() {
        if (!sweeping && !(calls.isEmpty() && failing.isEmpty())) {
            sweeping = true;
            scheduler.after(SWEEP, this::sweep);
        }
    }

    private void sweep() {
        Instant time = now.get();
        List<Call> some = calls.late(time, Slices.SIZE);
        some.forEach(call -> look(call, time));
        if (some.size() == Slices.SIZE) {
            scheduler.run(this::sweep);
            return;
        }
        sweeping = false;
        List<Delivery> parked = failing.takeDue(time, Slices.SIZE);
        parked.forEach(keepsFailing);
        if (parked.size() == Slices.SIZE) {
            sweeping = true;
            scheduler.run(this::sweep);
        } else {
            watch();
        }
    }

    private void look(Call call, Instant time) {
        if (calls.find(call.requestId()) != call) {
            return; // closed by an earlier one of this sweep
        }
        Duration age = call.age(time);
        late.accept(call);
        if (age.compareTo(options.longestPatience()) < 0) {
            Duration more = age.multipliedBy(2);
            boolean last = age.plus(more).compareTo(options.longestPatience()) > 0;
            calls.waitUntil(call, time.plus(last ? options.longestPatience().minus(age) : more));
        } else {
            tooLate.accept(call);
        }
    }
}
