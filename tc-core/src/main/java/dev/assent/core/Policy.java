package dev.assent.core;

import java.time.Duration;

/**
 * What an operator may choose about deciding. No journaled fact reads it when it is applied, except for how long an
 * outcome is remembered: applied again under another policy, old outcomes may be known or forgotten.
 *
 * @param address {@code host:port} as clients dial it; the first part of every new xid
 * @param idBlock how many ids one forced record reserves
 * @param restartGrace how long every open transaction lives at least after a restart
 * @param memory how long the outcome of a finished transaction is remembered at least
 */
public record Policy(String address, long idBlock, Duration restartGrace, Duration memory) {
    public static Policy of(String address) {
        return new Policy(address, 1_000_000, Duration.ofSeconds(15), Duration.ofHours(1));
    }
}
