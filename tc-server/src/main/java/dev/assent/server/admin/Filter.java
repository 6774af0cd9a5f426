package dev.assent.server.admin;

import java.util.Optional;

/**
 * Which transactions to list, the oldest first.
 *
 * @param state {@code undecided}, {@code finishing}, {@code parked} (with a parked branch) or {@code paused}
 * @param application that began it
 * @param limit at most this number of transactions, 1 to {@link #MOST}
 * @param after only transactions that began after the one with this xid
 */
public record Filter(Optional<String> state, Optional<String> application, int limit, Optional<String> after) {
    public static final int MOST = 1000;
    static final int USUAL = 100;
}
