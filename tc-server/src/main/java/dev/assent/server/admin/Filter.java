package dev.assent.server.admin;

import java.util.Optional;

/**
 * Which transactions to list, the oldest first.
 *
 * @param stage {@code undecided}, {@code finishing}, {@code parked} (a branch is in quarantine) or {@code stopped}
 * @param application that began it
 * @param limit at most so many, 1 to {@link #MOST}
 * @param after only those that began after the one with this xid
 */
public record Filter(Optional<String> stage, Optional<String> application, int limit, Optional<String> after) {
    public static final int MOST = 1000;
    static final int USUAL = 100;
}
