package dev.assent.tm;

import java.util.List;
import java.util.function.Predicate;

/**
 * Decides which exceptions of the body roll the transaction back. All do, unless a rule for <i>no</i> rollback is
 * nearer to the exception's class than any rule for rollback, counted along its superclasses; at equal distance it
 * rolls back. Seata decides in the same way if no rules are given or one applies; if rules are given and none applies, it
 * commits.
 *
 * @param rollbackFor these classes and their subclasses
 * @param rollbackForClassName any part of a class name, package included
 * @param noRollbackFor these classes and their subclasses
 * @param noRollbackForClassName any part of a class name, package included
 */
public record RollbackRules(
        List<Class<? extends Throwable>> rollbackFor,
        List<String> rollbackForClassName,
        List<Class<? extends Throwable>> noRollbackFor,
        List<String> noRollbackForClassName) {
    /** Every exception rolls back. */
    public static final RollbackRules ALWAYS = new RollbackRules(List.of(), List.of(), List.of(), List.of());

    private static final int NO_MATCH = Integer.MAX_VALUE;

    public RollbackRules {
        rollbackFor = List.copyOf(rollbackFor);
        rollbackForClassName = List.copyOf(rollbackForClassName);
        noRollbackFor = List.copyOf(noRollbackFor);
        noRollbackForClassName = List.copyOf(noRollbackForClassName);
    }

    public boolean rollsBackOn(Throwable thrown) {
        int rollback = distance(
                thrown,
                type -> rollbackFor.contains(type)
                        || rollbackForClassName.stream().anyMatch(type.getName()::contains));
        int none = distance(
                thrown,
                type -> noRollbackFor.contains(type)
                        || noRollbackForClassName.stream().anyMatch(type.getName()::contains));
        return none == NO_MATCH || rollback <= none;
    }

    private static int distance(Throwable thrown, Predicate<Class<?>> named) {
        int steps = 0;
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            if (named.test(type)) {
                return steps;
            }
            steps++;
        }
        return NO_MATCH;
    }
}
