package dev.assent.server.loop;

import dev.assent.server.errors.ServerErrors;
import dev.assent.server.port.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows how long the disk has been at the batch that is written now. On the loop's thread. */
final class ForceWatch {
    private static final Logger log = LoggerFactory.getLogger(ForceWatch.class);

    private final Clock clock;
    private final Consumer<Throwable> failure;
    private ForceLimits limits = ForceLimits.defaults();
    private long since;
    private boolean writing;
    private boolean slow;
    private boolean failed;

    /** @param failure called once, if a force takes longer than the longest allowed */
    ForceWatch(Clock clock, Consumer<Throwable> failure) {
        this.clock = clock;
        this.failure = failure;
    }

    void allow(ForceLimits allowed) {
        limits = allowed;
    }

    void begins() {
        writing = true;
        since = clock.monotonicNanos();
    }

    void ends() {
        writing = false;
        if (slow) {
            slow = false;
            log.warn("the disk has answered after {} ms; new work is taken again", soFar().toMillis());
        }
    }

    /** About every second. */
    void look() {
        if (!writing || failed) {
            return;
        }
        Duration soFar = soFar();
        if (soFar.compareTo(limits.longest()) > 0) {
            failed = true;
            failure.accept(
                    ServerErrors.forceTooLong(soFar.toMillis(), limits.longest().toMillis()));
        } else if (!slow && soFar.compareTo(limits.slow()) > 0) {
            slow = true;
            log.warn(ServerErrors.diskIsSlow(soFar.toMillis()));
        }
    }

    /** Whether one force takes longer than {@link ForceLimits#slow}, as of the last look. */
    boolean isSlow() {
        return slow;
    }

    long millisSoFar() {
        return soFar().toMillis();
    }

    private Duration soFar() {
        return Duration.ofNanos(clock.monotonicNanos() - since);
    }
}
