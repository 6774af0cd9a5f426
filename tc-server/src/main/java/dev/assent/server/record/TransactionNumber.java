package dev.assent.server.record;

import java.nio.ByteBuffer;
import java.util.OptionalLong;
import java.util.Set;

/** Looks which transaction a record is about without reading the rest of it. */
final class TransactionNumber {
    /** Kinds that are about no transaction, or about many. All others begin with an xid. */
    private static final Set<Integer> OTHERS =
            Set.of(Kind.IDS_RESERVED, Kind.TERM_BEGAN, Kind.REMEMBERED, Kind.DATABASE_NAMED, Kind.MARK_ORDERED);

    private static final int TIME = Long.BYTES;

    private TransactionNumber() {}

    /** The number in its xid; empty if it is about none. Leaves the record as it is. */
    static OptionalLong of(ByteBuffer record) {
        int start = record.position();
        if (OTHERS.contains((int) record.get(start))) {
            return OptionalLong.empty();
        }
        int text = start + 1 + TIME + Integer.BYTES;
        int end = text + record.getInt(text - Integer.BYTES);
        long number = 0;
        long digit = 1;
        for (int at = end - 1; at >= text && record.get(at) != ':'; at--) {
            number += (record.get(at) - '0') * digit;
            digit *= 10;
        }
        return OptionalLong.of(number);
    }
}
