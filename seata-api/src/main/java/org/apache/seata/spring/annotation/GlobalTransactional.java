package org.apache.seata.spring.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apache.seata.common.LockStrategyMode;
import org.apache.seata.tm.api.transaction.Propagation;

/** Means what {@link dev.assent.tm.GlobalTransactional} means. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Inherited
public @interface GlobalTransactional {
    /** Milliseconds; 60000, and 0 or less, stand for the default of the application. */
    int timeoutMills() default 60_000;

    String name() default "";

    Class<? extends Throwable>[] rollbackFor() default {};

    String[] rollbackForClassName() default {};

    Class<? extends Throwable>[] noRollbackFor() default {};

    String[] noRollbackForClassName() default {};

    Propagation propagation() default Propagation.REQUIRED;

    int lockRetryInterval() default 0;

    /**
     * An older spelling of {@link #lockRetryInterval}, used where that is 0.
     *
     * @deprecated use {@link #lockRetryInterval}
     */
    @Deprecated
    int lockRetryInternal() default 0;

    int lockRetryTimes() default -1;

    /** Without effect, since all rows are always asked for at once. */
    LockStrategyMode lockStrategyMode() default LockStrategyMode.PESSIMISTIC;
}
