package dev.assent.tm;

import org.jspecify.annotations.Nullable;

/** The business code of a global transaction. The caller gets what it returns or throws. */
@FunctionalInterface
public interface Body<T extends @Nullable Object, E extends Throwable> {
    T run() throws E;
}
