package dev.assent.datasource;

import dev.assent.client.BranchResource;
import dev.assent.datasource.undo.UndoLog;
import dev.assent.datasource.undo.UndoLog.Branch;
import dev.assent.datasource.undo.UndoResult;
import dev.assent.model.BranchId;
import dev.assent.model.BranchStatus;
import dev.assent.model.BranchType;
import dev.assent.model.Xid;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the coordinator asks of this database once the outcome is decided. */
final class AtResource implements BranchResource {
    private static final Logger log = LoggerFactory.getLogger(AtResource.class);

    private final DataSource target;
    private final UndoLog undoLog;
    private final UndoCleaner cleaner;
    private final String resourceId;

    AtResource(DataSource target, UndoLog undoLog, String resourceId) {
        this.target = target;
        this.undoLog = undoLog;
        this.cleaner = new UndoCleaner(target, undoLog);
        this.resourceId = resourceId;
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
    public BranchStatus commit(Xid xid, BranchId branch, @Nullable String applicationData) {
        try {
            cleaner.drop(new Branch(xid, branch));
            return BranchStatus.PHASE_TWO_COMMITTED;
        } catch (SQLException e) {
            log.info("the undo row of branch {} of {} is still there, to be dropped when asked again", branch, xid, e);
            return BranchStatus.PHASE_TWO_COMMIT_FAILED_RETRYABLE;
        }
    }

    @Override
    public BranchStatus rollback(Xid xid, BranchId branch, @Nullable String applicationData) {
        try (Connection connection = target.getConnection()) {
            return told(xid, branch, undoLog.undo(connection, xid, branch));
        } catch (SQLException e) {
            log.info("branch {} of {} is not undone yet, to be tried when asked again", branch, xid, e);
            return BranchStatus.PHASE_TWO_ROLLBACK_FAILED_RETRYABLE;
        }
    }

    @Override
    public void purge(int saveDays) {
        try (Connection connection = target.getConnection()) {
            log.debug("dropped {} old marks of {}", undoLog.purge(connection, saveDays), resourceId);
        } catch (SQLException e) {
            log.info("old marks of {} are still there, to be dropped in a day", resourceId, e);
        }
    }

    private static BranchStatus told(Xid xid, BranchId branch, UndoResult result) {
        if (result instanceof UndoResult.Dirty dirty) {
            log.warn(
                    "branch {} of {} stays as it is with its locks held until a person repairs it, since others have"
                            + " changed its rows:\n{}",
                    branch,
                    xid,
                    dirty.report());
            return BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE;
        }
        if (result instanceof UndoResult.Refused refused) {
            log.warn(
                    "branch {} of {} stays as it is with its locks held until a person repairs it: {}",
                    branch,
                    xid,
                    refused.reason().getMessage());
            return BranchStatus.PHASE_TWO_ROLLBACK_FAILED_UNRETRYABLE;
        }
        log.debug("branch {} of {} is rolled back: {}", branch, xid, result);
        return BranchStatus.PHASE_TWO_ROLLBACKED;
    }
}
