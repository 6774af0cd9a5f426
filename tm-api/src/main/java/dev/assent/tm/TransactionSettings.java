package dev.assent.tm;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * What holds for all transactions of one {@link GlobalTransactions}. Immutable.
 *
 * @param defaultTimeout of transactions begun for an annotation that leaves {@link GlobalTransactional#timeoutMills} at its
 *     default; default one minute
 * @param hooks called for every transaction, in this order; default none
 * @param joinedFailureRollsBack whether the transaction is marked rollback-only when a call that has joined it throws, even
 *     if its caller catches the exception; default true. False is Seata's way
 * @param suspendTimeouts for debugging: every transaction gets an hour; default false. Somebody who looks at a breakpoint
 *     does not find the transaction rolled back then
 */
public record TransactionSettings(
        Duration defaultTimeout, List<TransactionHook> hooks, boolean joinedFailureRollsBack, boolean suspendTimeouts) {
    public static final TransactionSettings DEFAULTS =
            new TransactionSettings(TransactionOptions.MINUTE, List.of(), true, false);

    /** What a transaction gets while time-outs are suspended. It ends, since it may hold rows that others need. */
    static final Duration WHILE_DEBUGGING = Duration.ofHours(1);

    /** @throws dev.assent.model.AssentException.NotAllowed if the time-out is below 1 ms or above about 24 days */
    public TransactionSettings {
        TransactionOptions.require("the default", defaultTimeout);
        hooks = List.copyOf(hooks);
    }

    public TransactionSettings withDefaultTimeout(Duration timeout) {
        return new TransactionSettings(timeout, hooks, joinedFailureRollsBack, suspendTimeouts);
    }

    public TransactionSettings withHooks(List<? extends TransactionHook> newHooks) {
        return new TransactionSettings(defaultTimeout, List.copyOf(newHooks), joinedFailureRollsBack, suspendTimeouts);
    }

    public TransactionSettings withJoinedFailureRollsBack(boolean rollsBack) {
        return new TransactionSettings(defaultTimeout, hooks, rollsBack, suspendTimeouts);
    }

    public TransactionSettings withSuspendTimeouts(boolean suspend) {
        return new TransactionSettings(defaultTimeout, hooks, joinedFailureRollsBack, suspend);
    }

    /** Suspends time-outs if this process was started for a debugger, that is, with {@code -agentlib:jdwp} or the like. */
    public TransactionSettings withTimeoutsSuspendedUnderDebugger() {
        boolean debugged = isForDebugger(ManagementFactory.getRuntimeMXBean().getInputArguments());
        return withSuspendTimeouts(suspendTimeouts || debugged);
    }

    /** @param arguments of the virtual machine */
    static boolean isForDebugger(List<String> arguments) {
        return arguments.stream()
                .anyMatch(argument -> argument.startsWith("-agentlib:jdwp") || argument.startsWith("-Xrunjdwp"));
    }

    Duration timeout(TransactionOptions options) {
        return suspendTimeouts ? WHILE_DEBUGGING : options.timeout();
    }
}
