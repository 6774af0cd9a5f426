package dev.assent.tm;

import dev.assent.client.LockRetrySettings;
import java.time.Duration;
import java.util.List;

/**
 * How a global transaction is opened and when it is rolled back.
 *
 * @param name shown in the coordinator's log and in {@code assent tx}; may be empty
 * @param timeout from begin until the coordinator rolls back by itself; 1 ms to about 24 days, default one minute. A call
 *     that joins a transaction does not change its time-out
 * @param propagation default {@link Propagation#REQUIRED}
 * @param rules which exceptions roll back; by default all
 * @param lockRetry how data sources wait for rows that others hold, while the body runs; by default as they are set
 */
public record TransactionOptions(
        String name, Duration timeout, Propagation propagation, RollbackRules rules, LockRetrySettings lockRetry) {
    static final Duration MINUTE = Duration.ofMinutes(1);

    /** @throws dev.assent.model.AssentException.NotAllowed if the time-out is out of its range */
    public TransactionOptions {
        require(name, timeout);
    }

    static void require(String name, Duration timeout) {
        if (timeout.toMillis() < 1 || timeout.toMillis() > Integer.MAX_VALUE) {
            throw TransactionErrors.timeoutOutOfRange(name, timeout);
        }
    }

    /** All defaults. */
    public static TransactionOptions named(String name) {
        return new TransactionOptions(
                name, MINUTE, Propagation.REQUIRED, RollbackRules.ALWAYS, LockRetrySettings.OF_DATA_SOURCE);
    }

    /** The options of an annotation. */
    public static TransactionOptions of(GlobalTransactional annotation) {
        RollbackRules rules = new RollbackRules(
                List.of(annotation.rollbackFor()),
                List.of(annotation.rollbackForClassName()),
                List.of(annotation.noRollbackFor()),
                List.of(annotation.noRollbackForClassName()));
        return new TransactionOptions(
                annotation.name(),
                Duration.ofMillis(annotation.timeoutMills()),
                annotation.propagation(),
                rules,
                LockRetrySettings.ofAttributes(annotation.lockRetryInterval(), annotation.lockRetryTimes()));
    }

    public TransactionOptions withName(String newName) {
        return new TransactionOptions(newName, timeout, propagation, rules, lockRetry);
    }

    public TransactionOptions withTimeout(Duration newTimeout) {
        return new TransactionOptions(name, newTimeout, propagation, rules, lockRetry);
    }

    public TransactionOptions withPropagation(Propagation newPropagation) {
        return new TransactionOptions(name, timeout, newPropagation, rules, lockRetry);
    }

    public TransactionOptions withRules(RollbackRules newRules) {
        return new TransactionOptions(name, timeout, propagation, newRules, lockRetry);
    }

    public TransactionOptions withLockRetry(LockRetrySettings newLockRetry) {
        return new TransactionOptions(name, timeout, propagation, rules, newLockRetry);
    }

    /** Commits and throws the exception on if the body throws one of these classes or a subclass. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of copies
    public final TransactionOptions withNoRollbackFor(Class<? extends Throwable>... types) {
        return withRules(new RollbackRules(
                rules.rollbackFor(), rules.rollbackForClassName(), List.of(types), rules.noRollbackForClassName()));
    }
}
