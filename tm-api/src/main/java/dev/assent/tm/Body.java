package dev.assent.tm;

import org.jspecify.annotations.Nullable;

/** The business code of a global transaction: what it returns the caller gets, what it throws the caller gets too. */
@FunctionalInterface
public interface Body<T extends @Nullable Object, E extends Exception> {
    T run() throws E;
}
