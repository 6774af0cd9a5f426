package dev.assent.model;

import java.util.Optional;

/**
 * Identifies one global transaction for ever: {@code host:port:number}, with the address that clients use to connect to
 * its coordinator. At most 64 bytes, so that XA can carry it (MySQL's gtrid) and every {@code undo_log} table can hold
 * it. Visible ASCII only; a Seata server's xids are of the same form.
 */
public record Xid(String value) {
    private static final int MAX_LENGTH = 64;

    public Xid {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !isVisibleAscii(value)) {
            throw new IllegalArgumentException(
                    "Expected an xid of 1 to " + MAX_LENGTH + " visible ASCII characters, but got '" + value + "'");
        }
    }

    private static boolean isVisibleAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** @throws IllegalArgumentException if the two together are longer than an xid may be */
    public static Xid of(String address, long number) {
        return new Xid(address + ':' + number);
    }

    /** The text before the last colon, {@code host:port}; empty if there is no colon. */
    public String address() {
        return value.substring(0, Math.max(0, value.lastIndexOf(':')));
    }

    /**
     * The number after the last colon; empty if that is not a positive decimal number of 63 bits without sign or
     * leading zeros.
     */
    public Optional<Long> number() {
        int first = value.lastIndexOf(':') + 1;
        if (first == value.length() || value.charAt(first) < '1' || value.charAt(first) > '9') {
            return Optional.empty(); // 0, a sign, or a number with zeros before it
        }
        try {
            return Optional.of(Long.parseLong(value, first, value.length(), 10));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
