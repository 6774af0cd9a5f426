package dev.assent.server.loop;

import org.jspecify.annotations.Nullable;

/**
 * The term in which this coordinator decides, and what its log held when the term began.
 *
 * @param coordinator the identity of the log
 * @param node names this process among others that begin a term of the same number
 * @param begunAfter the position of the last record that was replayed
 * @param previousEpoch of the last term that was replayed; -1 if there was none
 * @param previousNode of that term; null if there was none
 */
record Term(
        String coordinator,
        long epoch,
        String node,
        long begunAfter,
        long previousEpoch,
        @Nullable String previousNode) {}
