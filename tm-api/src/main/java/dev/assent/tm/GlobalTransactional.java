package dev.assent.tm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method, or every method of a type, as the body of a global transaction. Attributes and defaults are Seata's,
 * spelling included. The annotation does nothing by itself: {@link AnnotatedMethods} does what it says.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Inherited
public @interface GlobalTransactional {
    /**
     * Milliseconds from begin until the coordinator rolls back. Default: one minute, or {@link
     * TransactionSettings#defaultTimeout}. Without effect on a transaction that the method joins.
     */
    int timeoutMills() default 60_000;

    /** The name in the coordinator's log and in {@code assent tx}. Default: empty, which stands for {@code Class.method}. */
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

    /** Milliseconds between two tries to get a row that another transaction holds; 0 or less leaves it to the data source. */
    int lockRetryInterval() default 0;

    /** How often to try again; below 0 leaves it to the data source. */
    int lockRetryTimes() default -1;

    /** Accepted so that Seata's sources compile; without effect, since all rows are always asked for at once. */
    LockStrategyMode lockStrategyMode() default LockStrategyMode.PESSIMISTIC;
}
