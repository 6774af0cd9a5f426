package dev.assent.fuzz.isolation;

import dev.assent.client.AssentClient;
import dev.assent.client.ClientOptions;
import dev.assent.client.Transactions;
import dev.assent.client.Transactions.Ending;
import dev.assent.client.XidContext;
import dev.assent.demo.database.Database;
import dev.assent.fuzz.history.Fate;
import dev.assent.fuzz.history.Transaction;
import dev.assent.model.AssentException;
import dev.assent.model.AssentException.RolledBack;
import dev.assent.model.GlobalStatus;
import dev.assent.model.Xid;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Two databases, each with a client of its own as two services have it, and the coordinator of both. */
public final class TwoDatabases implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private final AssentClient first;
    private final AssentClient second;
    private final List<Shard> shards;
    private final int threads;

    /** What became of a global transaction, as far as its application knows. */
    record End(Xid xid, Fate fate, long commitAsked, long commitAnswered) {
        static End of(Xid xid, Fate fate) {
            return new End(xid, fate, Transaction.NEVER, Transaction.NEVER);
        }
    }

    /** The application's part of a global transaction. */
    interface Work {
        /** @return whether it wants to commit */
        boolean run() throws SQLException;
    }

    /**
     * @param one an empty database
     * @param other another one
     * @param coordinator {@code host:port}
     * @param threads how many transactions run at once
     */
    public TwoDatabases(Database one, Database other, String coordinator, Protection protection, int threads)
            throws SQLException {
        this.threads = threads;
        first = AssentClient.connect(ClientOptions.to(coordinator, "isolation-a"));
        second = AssentClient.connect(ClientOptions.to(coordinator, "isolation-b"));
        shards = List.of(
                new Shard(one, "A", first, protection, false, threads),
                new Shard(other, "B", second, protection, protection == Protection.NO_UNDO, threads));
    }

    Shard shard(int index) {
        return shards.get(index);
    }

    int threads() {
        return threads;
    }

    /** Commits if the work returns true, otherwise rolls back. */
    @SuppressWarnings("try") // the scope is there to be closed
    End globally(Duration timeout, Work work) {
        Transactions coordinator = first;
        Xid xid = coordinator.begin("isolation", timeout);
        boolean commits;
        try (XidContext.Scope scope = XidContext.bind(xid)) {
            commits = work.run();
        } catch (SQLException e) {
            commits = false; // whatever it was: what the transaction has done goes back
        }
        return commits ? commit(coordinator, xid) : rollBack(coordinator, xid);
    }

    private static End commit(Transactions coordinator, Xid xid) {
        long asked = System.nanoTime();
        try {
            coordinator.commit(xid);
            return new End(xid, Fate.COMMITTED, asked, System.nanoTime());
        } catch (RolledBack e) {
            return new End(xid, Fate.ROLLED_BACK, asked, Transaction.NEVER);
        } catch (AssentException e) {
            return new End(xid, Fate.UNKNOWN, asked, Transaction.NEVER);
        }
    }

    private static End rollBack(Transactions coordinator, Xid xid) {
        try {
            Ending ending = coordinator.rollback(xid);
            return End.of(xid, ending == Ending.ROLLBACK_FAILED ? Fate.PARKED : Fate.ROLLED_BACK);
        } catch (AssentException e) {
            return End.of(xid, Fate.UNKNOWN);
        }
    }

    /** Waits until the transaction has ended everywhere, if it has to be rolled back. */
    Fate settled(End end) {
        if (end.fate() == Fate.COMMITTED || end.fate() == Fate.PARKED) {
            return end.fate();
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        GlobalStatus status = first.status(end.xid());
        while (isInProgress(status)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Expected transaction %s to be rolled back within %d s, but it is %s"
                        .formatted(end.xid(), PATIENCE.toSeconds(), status));
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
            status = first.status(end.xid());
        }
        Fate now = fate(status);
        return end.fate() == Fate.UNKNOWN || now == Fate.PARKED ? now : end.fate();
    }

    private static Fate fate(GlobalStatus status) {
        return switch (status) {
            case ROLLBACK_FAILED, TIMEOUT_ROLLBACK_FAILED -> Fate.PARKED;
            case COMMITTED, COMMITTING, COMMIT_RETRYING, ASYNC_COMMITTING -> Fate.COMMITTED;
            case ROLLBACKED, TIMEOUT_ROLLBACKED -> Fate.ROLLED_BACK;
            default -> Fate.UNKNOWN;
        };
    }

    private static boolean isInProgress(GlobalStatus status) {
        return switch (status) {
            case BEGIN, ROLLBACKING, ROLLBACK_RETRYING, TIMEOUT_ROLLBACKING, TIMEOUT_ROLLBACK_RETRYING -> true;
            default -> false;
        };
    }

    @Override
    public void close() {
        first.close();
        second.close();
        shards.forEach(Shard::close);
    }
}
