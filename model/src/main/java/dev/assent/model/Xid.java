package dev.assent.model;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Identifies one global transaction for ever: {@code host:port:number}, with the address that clients use to connect to
 * its coordinator. At most 64 bytes, so that XA can carry it (MySQL's gtrid) and every {@code undo_log} table can hold
 * it. Visible ASCII only; a Seata server's xids are of the same form. Equal by its text.
 */
public final class Xid {
    private static final int MAX_LENGTH = 64;
    private static final int MAX_DIGITS = 19;
    private static final int NO_NUMBER = -1;

    private final String value;
    private final long number;

    /** @throws IllegalArgumentException if it is not of 1 to 64 visible ASCII characters */
    public Xid(String value) {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !isVisibleAscii(value)) {
            throw new IllegalArgumentException(
                    "Expected an xid of 1 to " + MAX_LENGTH + " visible ASCII characters, but got '" + value + "'");
        }
        this.value = value;
        this.number = numberIn(value);
    }

    private static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** Read once: the number is asked for at every step of a transaction. */
    private static long numberIn(String value) {
        int first = value.lastIndexOf(':') + 1;
        int digits = value.length() - first;
        if (digits == 0 || digits > MAX_DIGITS || value.charAt(first) == '0') {
            return NO_NUMBER;
        }
        long number = 0;
        for (int i = first; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_NUMBER;
            }
            number = number * 10 + digit; // at most 19 digits: beyond 63 bits it is negative
        }
        return number < 0 ? NO_NUMBER : number;
    }

    /** @throws IllegalArgumentException if the two together are longer than an xid may be */
    public static Xid of(String address, long number) {
        return new Xid(address + ':' + number);
    }

    /** The whole text. */
    public String value() {
        return value;
    }

    /** The text before the last colon, {@code host:port}; empty if there is no colon. */
    public String address() {
        return value.substring(0, Math.max(0, value.lastIndexOf(':')));
    }

    /** Whether that is its {@link #address}. */
    public boolean isOf(String address) {
        return value.lastIndexOf(':') == address.length() && value.startsWith(address);
    }

    /**
     * The number after the last colon; empty if that is not a positive decimal number of 63 bits without sign or
     * leading zeros.
     */
    public OptionalLong number() {
        return number == NO_NUMBER ? OptionalLong.empty() : OptionalLong.of(number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Xid xid && number == xid.number && value.equals(xid.value);
    }

    @Override
    public int hashCode() {
        return number == NO_NUMBER ? value.hashCode() : Long.hashCode(number);
    }

    @Override
    public String toString() {
        return value;
    }
}
