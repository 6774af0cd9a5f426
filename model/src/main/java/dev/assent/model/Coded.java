package dev.assent.model;

import java.util.Optional;

/** An enum whose wire byte is its position. Seata numbered them in this way, and a code is never reused. */
final class Coded {
    private Coded() {}

    static <E extends Enum<E>> Optional<E> of(E[] inWireOrder, int code) {
        return code >= 0 && code < inWireOrder.length ? Optional.of(inWireOrder[code]) : Optional.empty();
    }
}
