package dev.assent.server.delivery;

import dev.assent.model.Outcome;
import dev.assent.server.port.Scheduler;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pauses between two calls: they double from 100 ms, and half of each is drawn by chance, so that what failed together spreads. */
final class RetryPauses {
    private static final Logger log = LoggerFactory.getLogger(RetryPauses.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final int WORTH_A_WARNING = 5;

    private final Scheduler scheduler;
    private final RandomGenerator random;
    private final LoopOptions options;
    private final Consumer<Delivery> dispatch;

    RetryPauses(Scheduler scheduler, RandomGenerator random, LoopOptions options, Consumer<Delivery> dispatch) {
        this.scheduler = scheduler;
        this.random = random;
        this.options = options;
        this.dispatch = dispatch;
    }

    void start(Delivery delivery) {
        Duration length = length(delivery.attempts());
        if (delivery.attempts() == WORTH_A_WARNING) {
            log.warn(
                    "{} answered {} to the {} for the {}th time; it is retried, at least every {} ms",
                    delivery,
                    delivery.lastAnswer(),
                    delivery.outcome() == Outcome.COMMIT ? "commit" : "rollback",
                    WORTH_A_WARNING,
                    options.maxRetry().toMillis());
        }
        log.debug("{} answered {}, retried in {}", delivery, delivery.lastAnswer(), length);
        int pause = delivery.startPause();
        scheduler.after(length, () -> {
            if (delivery.isInPause(pause)) {
                dispatch.accept(delivery);
            }
        });
    }

    private Duration length(int attempts) {
        int doublings = Math.min(Math.max(attempts, 1) - 1, 16);
        long longest = Math.min(options.maxRetry().toMillis(), FIRST.toMillis() << doublings);
        return Duration.ofMillis(longest / 2 + random.nextLong(longest / 2 + 1));
    }
}
