package dev.assent.datasource.phasetwo;

import dev.assent.datasource.undo.LockWait;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.datasource.undo.UndoLog.Branch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the undo rows of committed branches, several in one statement: the first caller deletes the rows of all
 * callers that wait, the others wait for it. It has no thread of its own. A call returns only after its row is deleted,
 * so that the coordinator delivers again if this process ends before.
 */
public final class UndoCleaner {
    private final DataSource target;
    private final UndoLog undoLog;
    private final LockWait lockWait;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final ReentrantLock cleaning = new ReentrantLock();

    public UndoCleaner(DataSource target, UndoLog undoLog, LockWait lockWait) {
        this.target = target;
        this.undoLog = undoLog;
        this.lockWait = lockWait;
    }

    /** @return whether the branch had an undo row */
    public boolean drop(Branch branch) throws SQLException {
        Order order = new Order(branch);
        orders.add(order);
        cleaning.lock();
        try {
            if (!order.done) {
                dropAll();
            }
        } finally {
            cleaning.unlock();
        }
        return order.result();
    }

    private void dropAll() {
        List<Order> taken = new ArrayList<>();
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            taken.add(order);
        }
        Set<Branch> missing = Set.of();
        Throwable failure = null;
        try (Connection connection = target.getConnection()) {
            missing = undoLog.delete(
                    connection, taken.stream().map(order -> order.branch).toList(), lockWait);
        } catch (Throwable e) { // every waiting caller gets the failure
            failure = e;
        }
        for (Order order : taken) {
            order.end(!missing.contains(order.branch), failure);
        }
    }

    /** Written and read under the lock. */
    private static final class Order {
        private final Branch branch;
        private boolean done;
        private boolean found;
        private @Nullable Throwable failure;

        Order(Branch branch) {
            this.branch = branch;
        }

        void end(boolean row, @Nullable Throwable reason) {
            done = true;
            found = row;
            failure = reason;
        }

        boolean result() throws SQLException {
            if (failure != null) {
                String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
                throw new SQLException(String.valueOf(failure.getMessage()), state, failure);
            }
            return found;
        }
    }
}
