package dev.assent.tm;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method, or every method of a type, whose local transactions respect the row locks of global transactions
 * without being part of one: what they change, and what they read {@code FOR UPDATE}, must not be held by an unfinished
 * global transaction when they commit. Nothing is locked, and nothing can be undone. Attributes and defaults are Seata's.
 *
 * <p>Inside a global transaction it only changes how long row locks are waited for. The annotation does nothing by
 * itself: {@link AnnotatedMethods} does what it says.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Inherited
public @interface GlobalLock {
    /** Milliseconds between two tries to get a row; 0 or less leaves it to the data source. */
    int lockRetryInterval() default 0;

    /** How often to try again; below 0 leaves it to the data source. */
    int lockRetryTimes() default -1;
}
