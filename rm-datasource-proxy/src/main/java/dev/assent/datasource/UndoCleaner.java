package dev.assent.datasource;

import dev.assent.datasource.undo.UndoLog;
import dev.assent.datasource.undo.UndoLog.Branch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Drops the undo rows of committed branches, those that come at once in one statement: the first caller drops what all
 * have queued, the others wait for it. It owns no thread and forgets nothing: an answer is given only after the rows
 * are gone, so that the coordinator asks again if this process dies before.
 */
final class UndoCleaner {
    private final DataSource target;
    private final UndoLog undoLog;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final ReentrantLock cleaning = new ReentrantLock();

    UndoCleaner(DataSource target, UndoLog undoLog) {
        this.target = target;
        this.undoLog = undoLog;
    }

    void drop(Branch branch) throws SQLException {
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
        if (order.failure != null) {
            throw new SQLException(order.failure.getMessage(), order.failure.getSQLState(), order.failure);
        }
    }

    private void dropAll() {
        List<Order> taken = new ArrayList<>();
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            taken.add(order);
        }
        SQLException failure = dropped(taken.stream().map(order -> order.branch).toList());
        taken.forEach(order -> order.end(failure));
    }

    private @Nullable SQLException dropped(List<Branch> branches) {
        try (Connection connection = target.getConnection()) {
            undoLog.delete(connection, branches);
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    /** Written and read under the lock. */
    private static final class Order {
        private final Branch branch;
        private boolean done;
        private @Nullable SQLException failure;

        Order(Branch branch) {
            this.branch = branch;
        }

        void end(@Nullable SQLException reason) {
            done = true;
            failure = reason;
        }
    }
}
