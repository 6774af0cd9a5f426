package dev.assent.server.loop;

/**
 * How much the coordinator holds at one moment.
 *
 * @param openTransactions that have not finished
 * @param parkedTransactions with a parked branch
 * @param connections of clients that have not gone
 * @param lostCommits branches, since the start, that are committed though their database has no trace of them
 * @param memory in bytes, by the core's own sizes
 */
public record LoopFigures(
        int openTransactions, int parkedTransactions, int lockedRows, int connections, long lostCommits, long memory) {}
