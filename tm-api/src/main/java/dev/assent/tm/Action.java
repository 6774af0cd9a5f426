package dev.assent.tm;

/** The business code of a global transaction, if it returns nothing. */
@FunctionalInterface
public interface Action<E extends Throwable> {
    void run() throws E;
}
