package dev.assent.saga;

import dev.assent.saga.run.Effect;
import dev.assent.saga.run.Effect.GlobalReport;
import dev.assent.saga.run.Instance;
import dev.assent.saga.run.Run;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way to the coordinator, which may be absent. */
final class Link {
    private static final Logger log = LoggerFactory.getLogger(Link.class);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final @Nullable SagaCoordinator coordinator;
    private final SagaTime time;

    Link(@Nullable SagaCoordinator coordinator, SagaTime time) {
        this.coordinator = coordinator;
        this.time = time;
    }

    @Nullable
    SagaCoordinator coordinator() {
        return coordinator;
    }

    /** Before the first report on a transaction that this engine has not begun. */
    void attach(Live live) {
        if (coordinator != null && !live.attached && live.run != null) {
            coordinator.attach(root(live.run));
        }
        live.attached = true;
    }

    private static String root(Run run) {
        Instance instance = run.instance();
        return instance.position() == null ? instance.id() : instance.position().root();
    }

    void registerBranch(Live live, String step, @Nullable String resource) {
        if (coordinator == null || resource == null || live.run == null) {
            return;
        }
        attach(live);
        live.branches.put(step, coordinator.registerBranch(root(live.run), resource));
    }

    /** It is for people who look at the coordinator: the instance goes on without it. */
    void report(Live live, Effect.ReportBranch effect) {
        if (coordinator == null || live.run == null) {
            return;
        }
        try {
            attach(live);
            coordinator.reportBranch(root(live.run), effect.branch(), effect.resource(), effect.report());
        } catch (RuntimeException e) {
            log.warn(
                    "branch {} of instance {} is not reported to the coordinator as {}: {}",
                    effect.branch(),
                    live.id,
                    effect.report(),
                    e.toString());
        }
    }

    /** Repeated until the coordinator takes it: without it, the coordinator would roll the instance back after its time-out. */
    void report(Live live, GlobalReport report) {
        if (coordinator == null) {
            return;
        }
        attach(live);
        report(coordinator, live.id, report, Duration.ofSeconds(1));
    }

    private void report(SagaCoordinator coordinator, String xid, GlobalReport report, Duration pause) {
        try {
            coordinator.reportGlobal(xid, report);
        } catch (RuntimeException e) {
            log.warn(
                    "the end {} of instance {} is reported to the coordinator again in {} ms: {}",
                    report,
                    xid,
                    pause.toMillis(),
                    e.toString());
            Duration next = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
            time.later(pause, () -> report(coordinator, xid, report, next));
        }
    }
}
