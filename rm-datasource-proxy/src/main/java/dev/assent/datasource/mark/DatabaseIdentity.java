package dev.assent.datasource.mark;

import dev.assent.client.Branches;
import dev.assent.datasource.errors.DataSourceErrors;
import dev.assent.datasource.undo.DatabaseCheck;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.model.AssentException;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which database the connections of one data source lead to. The mark is read when the data source is made, if there is
 * one; the coordinator hears of it, and a new one is made, at the first use inside a global transaction: until then a
 * migration tool may create the tables through the wrapped data source. Safe for many threads.
 */
public final class DatabaseIdentity {
    private static final Logger log = LoggerFactory.getLogger(DatabaseIdentity.class);
    private static final int RACES = 3;

    /**
     * A permission to make a mark counts for so long after the question. Later another service may have made one, and the
     * database may have lost that, with branches that wait for it.
     */
    private static final Duration PERMITTED = Duration.ofSeconds(2);

    private final DataSource target;
    private final UndoLog undoLog;
    private final MarkStore marks;
    private final Branches branches;
    private final String resourceId;
    private final LongSupplier nanoTime;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known known;

    public DatabaseIdentity(DataSource target, UndoLog undoLog, MarkStore marks, Branches branches, String resourceId) {
        this(target, undoLog, marks, branches, resourceId, System::nanoTime);
    }

    /** @param nanoTime a monotonic clock */
    DatabaseIdentity(
            DataSource target,
            UndoLog undoLog,
            MarkStore marks,
            Branches branches,
            String resourceId,
            LongSupplier nanoTime) {
        this.target = target;
        this.undoLog = undoLog;
        this.marks = marks;
        this.branches = branches;
        this.resourceId = resourceId;
        this.nanoTime = nanoTime;
    }

    /** Reads the mark if there is one, and makes none. */
    public void look(Connection idle) throws SQLException {
        Optional<AssentException> problem = undoLog.problem(idle);
        if (problem.isPresent()) {
            log.debug(
                    "{} has no undo table that can be used yet; global transactions are refused until then: {}",
                    resourceId,
                    problem.get().getMessage());
            return;
        }
        known = marks.find(idle).map(check -> new Known(check, false)).orElse(null);
    }

    /** Null until it is known. */
    @Nullable
    public DatabaseMark mark() {
        Known now = known;
        return now == null ? null : now.check.mark();
    }

    /**
     * The database, which the coordinator has accepted under this mark.
     *
     * @param idle a connection without an open local transaction; null if the caller has no such connection
     * @throws dev.assent.model.AssentException.NotAllowed if the database has no undo table, or the coordinator refuses
     *     it
     */
    public DatabaseCheck require(@Nullable Connection idle) throws SQLException {
        Known now = known;
        return now != null && now.accepted ? now.check : ask(idle);
    }

    /** How to find out, in a connection of this data source, whether it leads to that database. */
    public DatabaseCheck checkFor(DatabaseMark mark) {
        Known now = known;
        return now == null ? marks.inTable(mark) : now.check.of(mark);
    }

    /** A connection led elsewhere, or the mark is gone: it is read again at the next use. */
    public void forget(DatabaseCheck wrong) {
        asking.lock();
        try {
            Known now = known;
            if (now != null && now.check.equals(wrong)) {
                known = null;
            }
        } finally {
            asking.unlock();
        }
    }

    /**
     * The mark is not there any more: it is read again at once, so that the outcomes of what is open in the database come here
     * though there is no new work. A caller that is asking about the database at this moment does that itself.
     */
    public void lookAgain(DatabaseCheck missing, Connection idle) throws SQLException {
        if (!asking.tryLock()) {
            return;
        }
        try {
            Known now = known;
            if (now != null && now.check.equals(missing)) {
                look(idle);
            }
        } finally {
            asking.unlock();
        }
    }

    /** The coordinator has refused a branch: at the next use it is asked again whether it accepts the database. */
    public void doubt(DatabaseCheck accepted) {
        asking.lock();
        try {
            Known now = known;
            if (now != null && now.check.equals(accepted)) {
                known = new Known(accepted, false);
            }
        } finally {
            asking.unlock();
        }
    }

    private DatabaseCheck ask(@Nullable Connection idle) throws SQLException {
        asking.lock();
        try {
            Known now = known;
            if (now != null && now.accepted) {
                return now.check;
            }
            if (idle != null && !idle.isReadOnly()) {
                return identify(idle);
            }
            try (Connection own = target.getConnection()) {
                return identify(own);
            }
        } finally {
            asking.unlock();
        }
    }

    private DatabaseCheck identify(Connection idle) throws SQLException {
        undoLog.check(idle);
        Optional<DatabaseCheck> found = marks.find(idle);
        DatabaseCheck check = found.isPresent() ? found.get() : make(idle);
        known = new Known(check, false); // before the coordinator hears of it: said again if the connection breaks
        DatabaseMark other = branches.identify(BranchType.AT, resourceId, check.mark());
        if (other != null) { // an operator has said that this is a copy
            marks.replace(idle, check, other);
            check = check.of(other);
            known = new Known(check, false);
            log.info("database {} is known as {} from now on, by order of an operator", resourceId, other);
            branches.identify(BranchType.AT, resourceId, other);
        }
        known = new Known(check, true);
        return check;
    }

    private DatabaseCheck make(Connection idle) throws SQLException {
        boolean late = false;
        for (int i = 0; i < RACES; i++) {
            long asked = nanoTime.getAsLong();
            DatabaseMark given = branches.identify(BranchType.AT, resourceId, null);
            late = nanoTime.getAsLong() - asked > PERMITTED.toNanos();
            if (!late) {
                marks.create(idle, given == null ? fresh() : given);
            }
            Optional<DatabaseCheck> made = marks.find(idle);
            if (made.isPresent()) {
                log.info(
                        "database {} is known as {} from now on",
                        resourceId,
                        made.get().mark());
                return made.get();
            }
        }
        throw late
                ? DataSourceErrors.markAllowedLate(resourceId, PERMITTED)
                : DataSourceErrors.markNotMade(resourceId, marks.table());
    }

    private static DatabaseMark fresh() {
        return new DatabaseMark(UUID.randomUUID().toString());
    }

    private record Known(DatabaseCheck check, boolean accepted) {}
}
