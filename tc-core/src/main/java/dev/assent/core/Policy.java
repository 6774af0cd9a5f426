package dev.assent.core;

import java.time.Duration;

/**
 * What an operator may choose about deciding. No fact reads it when it is applied: what depends on it is recorded in the
 * fact.
 *
 * @param address {@code host:port} as clients dial it; the first part of every new xid
 * @param idBlock how many ids one forced record reserves
 * @param restartGrace how long every open transaction lives at least after a restart
 * @param memory how long the outcome of a finished transaction is remembered at least
 */
public record Policy(String address, long idBlock, Duration restartGrace, Duration memory, Limits limits) {
    public Policy(String address, long idBlock, Duration restartGrace, Duration memory) {
        this(address, idBlock, restartGrace, memory, Limits.defaults());
    }

    public static Policy of(String address) {
        return new Policy(address, 1_000_000, Duration.ofSeconds(15), Duration.ofHours(1));
    }

    public Policy withLimits(Limits next) {
        return new Policy(address, idBlock, restartGrace, memory, next);
    }
}
