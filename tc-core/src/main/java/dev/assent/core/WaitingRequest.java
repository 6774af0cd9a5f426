package dev.assent.core;

import dev.assent.model.LockKey;
import dev.assent.model.Xid;
import java.util.List;

/**
 * A request in the queue for rows, to look at.
 *
 * @param number its turn: the lower is the earlier
 * @param rows that it waits for, without rows that its own transaction holds
 * @param holding whether its client keeps database locks meanwhile
 * @param placed whether the rows are free for it, and are kept until its client comes back for them
 * @param behind the transactions it waits for: holders of its rows, and the nearest waiter before it on each row
 */
public record WaitingRequest(
        long number, long connection, Xid xid, List<LockKey> rows, boolean holding, boolean placed, List<Xid> behind) {
    public WaitingRequest {
        rows = List.copyOf(rows);
        behind = List.copyOf(behind);
    }
}
