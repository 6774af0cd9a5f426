package dev.assent.saga.expression;

/** Makes the values of {@code $Sequence}. Has to be safe for many threads. */
@FunctionalInterface
public interface Sequences {
    /**
     * @param entity what stands before the {@code |}
     * @param rule what stands behind it; empty if there is no such part
     * @return a new value on each call
     */
    String next(String entity, String rule);
}
