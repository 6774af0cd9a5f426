package dev.assent.server.view;

import java.time.Instant;

/**
 * The coordinator at a glance.
 *
 * @param address {@code host:port} as clients dial it
 * @param open transactions that have not finished
 * @param parked how many branches wait for an operator
 * @param locks rows that are locked
 * @param connections clients
 * @param lostCommits branches, since the start, that are committed though their database has no trace of them
 */
public record Overview(
        String version,
        String address,
        Instant startedAt,
        long uptimeSeconds,
        int open,
        int parked,
        int locks,
        int connections,
        long lostCommits,
        long journalBytes) {}
