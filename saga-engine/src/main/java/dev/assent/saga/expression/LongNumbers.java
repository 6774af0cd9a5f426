package dev.assent.saga.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps numbers out of calculations that would take gigabytes: 1E+999999999 has ten letters, and that plus 1 has a billion digits. */
final class LongNumbers {
    private static final int DIGITS = 1_000;
    private static final int BITS = DIGITS * 10 / 3;

    private LongNumbers() {}

    static void check(String text, @Nullable Object root) {
        Deque<Object> open = new ArrayDeque<>();
        push(open, root);
        while (!open.isEmpty()) {
            Object next = open.remove();
            if (next instanceof Map<?, ?> map) {
                map.values().forEach(each -> push(open, each));
            } else if (next instanceof Collection<?> list) {
                list.forEach(each -> push(open, each));
            } else if (isLong(next)) {
                throw ExpressionErrors.limit(
                        text, "it calculates where a number has more than " + DIGITS + " digits", null);
            }
        }
    }

    private static void push(Deque<Object> open, @Nullable Object value) {
        if (value instanceof Map
                || value instanceof Collection
                || value instanceof BigDecimal
                || value instanceof BigInteger) {
            open.add(value);
        }
    }

    private static boolean isLong(Object number) {
        return number instanceof BigInteger whole
                ? whole.bitLength() > BITS
                : number instanceof BigDecimal decimal
                        && (Math.abs((long) decimal.scale()) > DIGITS
                                || decimal.unscaledValue().bitLength() > BITS);
    }
}
