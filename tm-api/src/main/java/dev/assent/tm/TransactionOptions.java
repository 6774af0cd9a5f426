package dev.assent.tm;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a global transaction is opened and when it is rolled back.
 *
 * @param name shown in the coordinator's log and in {@code assent tx}; may be empty
 * @param timeout from begin until the coordinator rolls back by itself; 1 ms to about 24 days, default one minute
 * @param propagation default {@link Propagation#REQUIRED}
 * @param rules which exceptions roll back; by default all
 */
public record TransactionOptions(String name, Duration timeout, Propagation propagation, RollbackRules rules) {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(TransactionOptions.class);

    public TransactionOptions {
        if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
            throw TransactionErrors.timeoutOutOfRange(name, timeout);
        }
    }

    /** All defaults. */
    public static TransactionOptions named(String name) {
        return new TransactionOptions(name, MINUTE, Propagation.REQUIRED, RollbackRules.ALWAYS);
    }

    /**
     * The options of an annotation. Logs a warning if it sets how to wait for a lock, which the data source decides.
     */
    public static TransactionOptions of(GlobalTransactional annotation) {
        if (annotation.lockRetryInterval() != 0
                || annotation.lockRetryTimes() != -1
                || annotation.lockStrategyMode() != LockStrategyMode.PESSIMISTIC) {
            log.warn(
                    "lockRetryInterval, lockRetryTimes and lockStrategyMode of transaction '{}' have no effect:"
                            + " the data source decides how to wait for a row lock",
                    annotation.name());
        }
        RollbackRules rules = new RollbackRules(
                List.of(annotation.rollbackFor()),
                List.of(annotation.rollbackForClassName()),
                List.of(annotation.noRollbackFor()),
                List.of(annotation.noRollbackForClassName()));
        return new TransactionOptions(
                annotation.name(), Duration.ofMillis(annotation.timeoutMills()), annotation.propagation(), rules);
    }

    public TransactionOptions withTimeout(Duration newTimeout) {
        return new TransactionOptions(name, newTimeout, propagation, rules);
    }

    public TransactionOptions withPropagation(Propagation newPropagation) {
        return new TransactionOptions(name, timeout, newPropagation, rules);
    }

    public TransactionOptions withRules(RollbackRules newRules) {
        return new TransactionOptions(name, timeout, propagation, newRules);
    }

    /** Commits and throws the exception on if the body throws one of these classes or a subclass. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of copies
    public final TransactionOptions withNoRollbackFor(Class<? extends Throwable>... types) {
        return withRules(new RollbackRules(
                rules.rollbackFor(), rules.rollbackForClassName(), List.of(types), rules.noRollbackForClassName()));
    }
}
