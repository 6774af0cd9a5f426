package dev.assent.datasource.phasetwo;

import dev.assent.client.BranchEnd;
import dev.assent.client.BranchOrder;
import dev.assent.client.BranchResource;
import dev.assent.datasource.branch.Database;
import dev.assent.datasource.mark.DatabaseIdentity;
import dev.assent.datasource.mark.MarkNonce;
import dev.assent.datasource.undo.DatabaseCheck;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.datasource.undo.UndoLog.Branch;
import dev.assent.datasource.undo.UndoResult;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.DatabaseMark;
import dev.assent.model.Outcome;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits and rolls back the branches of this database in phase two. */
public final class AtResource implements BranchResource {
    private static final Logger log = LoggerFactory.getLogger(AtResource.class);

    private final DataSource target;
    private final UndoLog undoLog;
    private final DatabaseIdentity identity;
    private final MarkNonce nonce;
    private final Patience patience;
    private final UndoCleaner cleaner;
    private final String resourceId;

    public AtResource(DataSource target, Database database, MarkNonce nonce) {
        this.target = target;
        this.undoLog = database.undoLog();
        this.identity = database.identity();
        this.nonce = nonce;
        this.patience = new Patience(database.dialect());
        this.cleaner = new UndoCleaner(target, undoLog, patience.shortest());
        this.resourceId = database.resourceId();
    }

    @Override
    public String resourceId() {
        return resourceId;
    }

    @Override
    public BranchType type() {
        return BranchType.AT;
    }

    @Override
    public @Nullable DatabaseMark mark() {
        return identity.mark();
    }

    @Override
    public boolean writeNonce(DatabaseMark mark, String word) {
        try (Connection connection = target.getConnection()) {
            DatabaseCheck check = identity.checkFor(mark);
            boolean written = nonce.write(connection, check, word);
            if (!written) {
                identity.lookAgain(check, connection);
            }
            return written;
        } catch (SQLException e) {
            log.info("no word can be written into the row of the mark {}", mark, e);
            return false;
        }
    }

    @Override
    public String readNonce(DatabaseMark mark) {
        try (Connection connection = target.getConnection()) {
            return nonce.nonce(connection, identity.checkFor(mark));
        } catch (SQLException e) {
            log.info("the row of the mark {} cannot be read", mark, e);
            return "";
        }
    }

    @Override
    public BranchEnd finish(BranchOrder order) {
        return order.outcome() == Outcome.COMMIT
                ? commit(order.xid(), order.branch(), order.mark())
                : BranchEnd.of(rollback(order.xid(), order.branch(), order.mark()));
    }

    @Override
    public BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData) {
        return commit(xid, branch, identity.mark()).status();
    }

    @Override
    public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData) {
        return rollback(xid, branch, identity.mark());
    }

    private BranchEnd commit(Xid xid, BranchId branch, @Nullable DatabaseMark mark) {
        try {
            boolean found = cleaner.drop(new Branch(xid, branch));
            if (!found && mark != null && !mark.equals(identity.mark())) {
                sayOtherDatabase(xid, branch, mark);
                return BranchEnd.of(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
            }
            return new BranchEnd(BranchStatus.PHASE_TWO_COMMITTED, !found);
        } catch (SQLException e) {
            log.info(
                    "the undo row of branch {} of {} is still there; it is deleted when the coordinator delivers again",
                    branch,
                    xid,
                    e);
            return BranchEnd.of(BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE);
        }
    }

    private BranchStatus rollback(Xid xid, BranchId branch, @Nullable DatabaseMark mark) {
        try (Connection connection = target.getConnection()) {
            DatabaseCheck check = mark == null ? null : identity.checkFor(mark);
            UndoResult result = patience.with(lockWait -> undoLog.undo(connection, xid, branch, check, lockWait));
            if (check != null && result instanceof UndoResult.OtherDatabase) {
                sayOtherDatabase(xid, branch, check.mark());
                identity.forget(check);
                return BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE;
            }
            return status(xid, branch, result);
        } catch (SQLException e) {
            log.info(
                    "branch {} of {} is not undone yet, it is tried again when the coordinator delivers again: {}",
                    branch,
                    xid,
                    e.getMessage());
            log.debug("branch {} of {} is not undone yet", branch, xid, e);
            return BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE;
        }
    }

    private void sayOtherDatabase(Xid xid, BranchId branch, DatabaseMark mark) {
        log.warn(
                "branch {} of {} belongs to the database with the mark {}, and {} is not that database (its mark is {});"
                        + " the coordinator delivers again until that database is connected: assent tx show {}",
                branch,
                xid,
                mark,
                resourceId,
                identity.mark(),
                xid);
    }

    @Override
    public void purge(int saveDays) {
        try (Connection connection = target.getConnection()) {
            log.debug(
                    "deleted {} old markers of {}",
                    undoLog.purge(connection, saveDays, patience.shortest()),
                    resourceId);
        } catch (SQLException e) {
            log.info("old markers of {} are still there; they are deleted in a day", resourceId, e);
        }
    }

    private static BranchStatus status(Xid xid, BranchId branch, UndoResult result) {
        if (result instanceof UndoResult.Dirty dirty) {
            log.warn(
                    "branch {} of {} is parked: its rows stay unchanged and locked until an operator resolves it, since others have"
                            + " changed its rows; assent tx show {} says what can be done:\n{}",
                    branch,
                    xid,
                    xid,
                    dirty.report());
            return BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE;
        }
        if (result instanceof UndoResult.Refused refused) {
            log.warn(
                    "branch {} of {} is parked: its rows stay unchanged and locked until an operator resolves it: {}"
                            + " (assent tx show {} says what can be done)",
                    branch,
                    xid,
                    refused.reason().getMessage(),
                    xid);
            return BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE;
        }
        log.debug("branch {} of {} is rolled back: {}", branch, xid, result);
        return BranchStatus.PHASE_TWO_ROLLBACKED;
    }
}
