package dev.assent.datasource.undo;

import dev.assent.datasource.dialect.Dialect;
import java.time.Duration;
import java.util.List;

/**
 * How long each statement of an undo transaction waits for locks of other sessions.
 *
 * @param before sets it, as the transaction's first statements
 * @param after sets what it was before
 */
public record LockWait(List<String> before, List<String> after) {
    static final LockWait OF_THE_CONNECTION = new LockWait(List.of(), List.of());

    public static LockWait atMost(Dialect dialect, Duration most) {
        return new LockWait(dialect.limitLockWaits(most), dialect.unlimitLockWaits());
    }
}
