package org.apache.seata.spring.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Means what {@link dev.assent.tm.GlobalLock} means. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Inherited
public @interface GlobalLock {
    int lockRetryInterval() default 0;

    /**
     * An older spelling of {@link #lockRetryInterval}, used where that is 0.
     *
     * @deprecated use {@link #lockRetryInterval}
     */
    @Deprecated
    int lockRetryInternal() default 0;

    int lockRetryTimes() default -1;
}
