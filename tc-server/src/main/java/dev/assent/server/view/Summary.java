package dev.assent.server.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in one line.
 *
 * @param state in the words of {@link dev.assent.core.TransactionState}, lower case with hyphens
 * @param begunAt null if the coordinator does not know
 * @param parked how many branches wait for an operator
 * @param paused whether an operator has paused its delivery
 */
public record Summary(
        String xid,
        String state,
        String name,
        String application,
        @Nullable Instant begunAt,
        @Nullable Instant deadline,
        int branches,
        int parked,
        int locks,
        boolean paused) {}
