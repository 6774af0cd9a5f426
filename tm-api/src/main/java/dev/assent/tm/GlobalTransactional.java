package dev.assent.tm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method, or every method of a type, as the body of a global transaction. Attributes and defaults are Seata's,
 * spelling included. {@link TransactionOptions#of(GlobalTransactional)} turns it into what
 * {@link GlobalTransactions#execute} takes; the annotation does nothing by itself.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Inherited
public @interface GlobalTransactional {
    /** Milliseconds from begin until the coordinator rolls back. Default: one minute. */
    int timeoutMills() default 60_000;

    /**
     * The name in the coordinator's log and in {@code assent tx}. Default: empty; a framework may use the method's
     * name.
     */
    String name() default "";

    /** See {@link RollbackRules}. */
    Class<? extends Throwable>[] rollbackFor() default {};

    /** See {@link RollbackRules}. */
    String[] rollbackForClassName() default {};

    /** See {@link RollbackRules}. */
    Class<? extends Throwable>[] noRollbackFor() default {};

    /** See {@link RollbackRules}. */
    String[] noRollbackForClassName() default {};

    /** What happens if the thread works for a global transaction already. */
    Propagation propagation() default Propagation.REQUIRED;

    /** Accepted so that Seata's sources compile; the wait for a row lock is a setting of the data source. */
    int lockRetryInterval() default 0;

    /** As {@link #lockRetryInterval}. */
    int lockRetryTimes() default -1;

    /** As {@link #lockRetryInterval}. */
    LockStrategyMode lockStrategyMode() default LockStrategyMode.PESSIMISTIC;
}
